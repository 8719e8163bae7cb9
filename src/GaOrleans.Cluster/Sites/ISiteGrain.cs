using Orleans.Concurrency;

namespace GaOrleans.Cluster.Sites;

/// <summary>What is known of a site's data as a whole; the key is the site's number.</summary>
[Alias("GaOrleans.Site")]
public interface ISiteGrain : IGrainWithIntegerKey
{
    /// <summary>Notes that a month has buckets; durable when the call completes. False when the site was deleted.</summary>
    [Alias("AddMonth")]
    ValueTask<bool> AddMonthAsync(int month);

    /// <summary>The months that have buckets, in order (see <see cref="SiteMonth"/>).</summary>
    [Alias("Months"), AlwaysInterleave]
    ValueTask<int[]> MonthsAsync();

    /// <summary>
    /// Deletes all buckets of the site and refuses new ones for good. Completes when that is safely stored and reports see nothing of it; what is stored
    /// of very many buckets goes on being removed afterwards. Repeating it does no harm.
    /// </summary>
    [Alias("Delete")]
    ValueTask DeleteAsync();
}
