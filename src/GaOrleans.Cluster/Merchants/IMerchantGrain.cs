using Orleans.Concurrency;

namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Owns the configuration of one merchant and hears what changes in its buckets; the key is the merchant's number, 0 for the service itself.
/// What a change comes to is decided by the silo that makes it, on the version that it names; the grain makes it only if that is still so.
/// </summary>
[Alias("GaOrleans.Merchant")]
public interface IMerchantGrain : IGrainWithIntegerKey
{
    /// <summary>The configuration as it is stored.</summary>
    /// <param name="known">A version that the caller has heard of; 0 for none. The answer is no older.</param>
    [Alias("Read")]
    ValueTask<MerchantReading> ReadAsync(long known);

    /// <summary>Replaces the document when its version is the expected one; completes when it is stored and all subscribed silos know it.</summary>
    [Alias("Put")]
    ValueTask<PutAnswer> PutAsync(long expectedVersion, [Immutable] byte[] document);

    /// <summary>Whether the merchant has a site of the number with the domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="siteId">The site.</param>
    /// <param name="known">A version that the caller knows to be stored.</param>
    /// <param name="fence">When it has not: changes that were begun before are refused from now on, so that none of them brings the site.</param>
    [Alias("Holds")]
    ValueTask<bool> HoldsAsync(string domain, int siteId, long known, bool fence);

    /// <summary>What was heard of the merchant's buckets.</summary>
    [Alias("Activity"), AlwaysInterleave]
    ValueTask<SiteActivity[]> ActivityAsync();
}
