using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Claims domains for sites that are about to have them. A claim holds nothing by itself: whether it is left over from a site that is gone or renamed,
/// or from a creation that was cut off, is asked of its merchant when somebody else wants the domain. Of two sites that are being created at the same time
/// the one with the lower number goes first; the other one waits, so that they do not push each other out for ever.
/// </summary>
internal sealed partial class DomainClaims(IGrainFactory grains, ConfigurationLoader loader, TimeProvider time, ILogger<DomainClaims> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Claims a domain for a site.</summary>
    /// <returns>Whether the site may have it.</returns>
    public async ValueTask<bool> TryClaimAsync(string domain, int merchantId, int siteId)
    {
        IDomainGrain grain = grains.GetGrain<IDomainGrain>(domain);
        long leftOver = 0;
        while (true)
        {
            DomainClaim claim = await grain.ClaimAsync(merchantId, siteId, leftOver);
            if (claim.Site == siteId) return true;
            long known = await loader.VersionAsync(claim.Merchant);
            if (await grains.GetGrain<IMerchantGrain>(claim.Merchant).HoldsAsync(domain, claim.Site, known, fence: claim.Left)) return false;
            if (claim.Left) leftOver = claim.Number;
            else await Task.Delay(Pause, time);
        }
    }

    /// <summary>Gives a domain up that the site does not have any more. The change is made already, so a failure is only logged.</summary>
    public async ValueTask LeaveAsync(string domain, int siteId)
    {
        try
        {
            await grains.GetGrain<IDomainGrain>(domain).LeaveAsync(siteId);
        }
        catch (Exception e)
        {
            LogLeftOver(e, domain);
        }
    }

    [LoggerMessage(EventId = 207, Level = LogLevel.Warning, Message = "cannot give up the domain {Domain}; whoever wants it next waits some seconds and finds that it is free")]
    private partial void LogLeftOver(Exception e, string domain);
}
