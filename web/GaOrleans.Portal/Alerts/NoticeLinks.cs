using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Alerts;

/// <summary>The links of notices into the portal.</summary>
internal sealed class NoticeLinks(PublicAddress address, UnsubscribeTokens tokens) : INoticeLinks
{
    /// <inheritdoc/>
    public Uri? View(Site site, LocalDays? period, string? query)
    {
        string path = $"/sites/{Uri.EscapeDataString(site.Domain)}";
        if (query is not null) return new Uri(address.LinkTo($"{path}/queries/{Uri.EscapeDataString(query)}"));
        return new Uri(address.LinkTo(period is { } days ? $"{path}?period={days.First:yyyy-MM-dd},{days.Last:yyyy-MM-dd}" : path));
    }

    /// <inheritdoc/>
    public Uri? Unsubscribe(Site site, Subscription subscription) => new(address.LinkTo($"{UnsubscribeRoutes.Path}?t={Uri.EscapeDataString(tokens.Of(subscription))}"));
}
