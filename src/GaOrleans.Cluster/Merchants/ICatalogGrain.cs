namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// What concerns all merchants: gives numbers that are never given again, keeps the secrets of the service, and tells the silos what changes.
/// There is one, with the key 0. A silo that was not told, for whatever reason, learns when it renews its subscription what it has to read again.
/// </summary>
[Alias("GaOrleans.Catalog")]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>A number for a merchant, or for anything else, that was never given before.</summary>
    [Alias("Number")]
    ValueTask<long> NumberAsync(bool merchant);

    /// <summary>The secret of a name; where there is none, the candidate is stored.</summary>
    [Alias("Secret")]
    ValueTask<byte[]> SecretAsync(string name, byte[] candidate);

    /// <summary>Notes durably that a merchant is about to change, and answers with the number of the change.</summary>
    [Alias("Begin")]
    ValueTask<long> BeginAsync(int merchantId);

    /// <summary>Tells all subscribed silos of a change; completes when they have it, or have shown that they are not there.</summary>
    [Alias("Announce")]
    ValueTask AnnounceAsync(long change, int merchantId, long version, [Immutable] byte[] document);

    /// <summary>Subscribes a silo, or keeps it subscribed, and tells what it may have missed.</summary>
    /// <param name="subscriber">The silo.</param>
    /// <param name="knownTo">The <see cref="Renewal.KnownTo"/> of its last renewal.</param>
    /// <param name="stored">Number of a change that was stored before this call. An activation that does not know it has been overtaken by another; it fails, and makes way.</param>
    [Alias("Renew")]
    ValueTask<Renewal> RenewAsync(Subscriber subscriber, long knownTo, long stored);

    /// <summary>Ends a subscription.</summary>
    [Alias("Leave")]
    ValueTask LeaveAsync(string subscriberId);
}
