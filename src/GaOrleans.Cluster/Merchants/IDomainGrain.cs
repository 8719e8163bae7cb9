namespace GaOrleans.Cluster.Merchants;

/// <summary>Knows which site claims a domain, so that two never have it; the key is the domain in its stored form.</summary>
[Alias("GaOrleans.Domain")]
public interface IDomainGrain : IGrainWithStringKey
{
    /// <summary>Claims the domain for a site, and answers who has it now; durable when the call completes.</summary>
    /// <param name="merchantId">The merchant.</param>
    /// <param name="siteId">The site, which need not exist yet.</param>
    /// <param name="replacing">The number of a claim that turned out to be left over; 0 for none.</param>
    [Alias("Claim")]
    ValueTask<DomainClaim> ClaimAsync(int merchantId, int siteId, long replacing);

    /// <summary>Notes that a site does not want the domain any more, so that the next one need not wait.</summary>
    [Alias("Leave")]
    ValueTask LeaveAsync(int siteId);
}
