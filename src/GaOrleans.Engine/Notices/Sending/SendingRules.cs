using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Notices.Sending;

/// <summary>Whether anything may be sent at all, as things stand at this moment.</summary>
public sealed class SendingRules(IConfigurationStore configuration, IRecordStore records)
{
    private readonly ServiceSettings _settings = new(records);

    /// <summary>Whether staff lets the service send.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async ValueTask<bool> IsOnAsync(CancellationToken ct) => (await _settings.GetAsync(ct)).Sending;

    /// <summary>
    /// Why nothing is sent about a site; null when nothing stands in the way. A site that is blocked takes no hits, and that is no news: one that is about to be
    /// deleted is among these.
    /// </summary>
    public string? ProblemOf(Site site)
    {
        if (configuration.FindSite(site.Id) is not { } now) return "the site is gone";
        if (configuration.FindMerchant(now.MerchantId) is not { Suspended: false }) return "the merchant is suspended";
        return now.Blocked ? "the site takes no hits" : null;
    }
}
