namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Claims domains for sites that are about to have them. Nobody gives a claim up: whether it is left over from a site that is gone, was renamed,
/// or whose creation was cut off, is asked when somebody else wants the domain.
/// </summary>
/// <param name="grains">The grains.</param>
internal sealed class DomainClaims(IGrainFactory grains)
{
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
            if (await grains.GetGrain<IMerchantGrain>(claim.Merchant).HoldsAsync(domain, claim.Site)) return false;
            leftOver = claim.Number;
        }
    }
}
