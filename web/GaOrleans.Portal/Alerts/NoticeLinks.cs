using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Timing;
using GaOrleans.Engine.Notices.Writing;
using GaOrleans.Portal.Accounts;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Alerts;

/// <summary>The links of notices into the portal.</summary>
internal sealed class NoticeLinks(PublicAddress address, UnsubscribeTokens tokens) : INoticeLinks
{
    /// <inheritdoc/>
    public Uri? View(Site site, LocalDays? period, string? query)
    {
        string path = $"/sites/{Uri.EscapeDataString(site.Domain)}";
        if (query is not null) return new Uri(address.LinkTo($"{path}/queries/{Uri.EscapeDataString(query)}"));
        string view = period is { } days ? ViewUrl.Write(DashboardView.Start with { Period = ViewPeriod.Days(days.First, days.Last) }) : "";
        return new Uri(address.LinkTo(path + view));
    }

    /// <inheritdoc/>
    public Uri? Unsubscribe(Site site, Subscription subscription) => new(address.LinkTo($"{UnsubscribeRoutes.Path}?t={Uri.EscapeDataString(tokens.Of(subscription))}"));
}
