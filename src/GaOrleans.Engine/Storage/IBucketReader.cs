using GaOrleans.Core.Buckets;

namespace GaOrleans.Engine.Storage;

/// <summary>Where reports get bucket views from: live buckets as they are at the moment, stored ones through a bounded cache.</summary>
public interface IBucketReader
{
    /// <summary>
    /// The views of a site's buckets whose hour starts in [<paramref name="fromHour"/>, <paramref name="toHour"/>) (seconds since 1970), ordered by hour, then shard,
    /// all with the same <see cref="SiteSymbols"/>, with duplicates of event ids across hours and shards already left out.
    /// Every hit whose <see cref="Collecting.IHitSink.AcceptAsync"/> has completed before the call is in them.
    /// </summary>
    ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct);

    /// <summary>
    /// As the other, with symbols of views read before: a report that reads piece by piece needs one set of symbols throughout.
    /// Whoever never renews the symbols of a site need not implement it.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="fromHour">First hour.</param>
    /// <param name="toHour">First hour after.</param>
    /// <param name="symbols">The symbols; null for those that the site has now.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, SiteSymbols? symbols, CancellationToken ct) => ReadAsync(site, fromHour, toHour, ct);

    /// <summary>The hour of the site's first bucket, or null when it has none.</summary>
    ValueTask<long?> FirstHourAsync(int site, CancellationToken ct);

    /// <summary>
    /// A number that changes whenever a bucket of the site in the hours given changes: the key of cached answers.
    /// Where nobody has to be asked, the task is complete and costs no memory.
    /// </summary>
    /// <exception cref="IOException">It cannot be told, as buckets cannot be read.</exception>
    ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct);

    /// <summary>Every hit acknowledged before this instant is counted; milliseconds since 1970 UTC.</summary>
    long FreshToMs { get; }
}
