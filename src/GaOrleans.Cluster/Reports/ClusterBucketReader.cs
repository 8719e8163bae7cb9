using GaOrleans.Cluster.Sites;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>
/// Gives reports their views from all of a cluster: the index tells which buckets there are, open ones are asked for their present state, sealed ones are
/// read as stored. What does not answer is asked again for some seconds before a report fails.
/// </summary>
internal sealed class ClusterBucketReader : IBucketReader
{
    // Up to so many months it costs less to ask their indexes than to ask first which there are.
    private const int FewMonths = 3, IndexesAtOnce = 16, BucketsAtOnce = 64;

    private readonly IBucketSources _sources;
    private readonly IFreshness _freshness;
    private readonly Patience _patience;
    private readonly BucketViews _views;
    private readonly SymbolsBySite _symbols;

    internal ClusterBucketReader(IBucketSources sources, IFreshness freshness, ReaderLimits limits, BucketLimits bucketLimits, TimeProvider time)
    {
        _sources = sources;
        _freshness = freshness;
        _patience = new Patience(limits.Patience, time);
        _views = new BucketViews(sources, _patience, limits.ViewBytes, bucketLimits);
        _symbols = new SymbolsBySite(limits.SymbolBytes, limits.SymbolBytesOfASite);
    }

    /// <inheritdoc/>
    public long FreshToMs => _freshness.FreshToMs;

    /// <summary>Memory of the views kept, in bytes.</summary>
    internal long CachedBytes => _views.CachedBytes;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => ReadAsync(site, fromHour, toHour, symbols: null, ct);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, SiteSymbols? symbols, CancellationToken ct)
    {
        symbols ??= _symbols.Of(site);
        List<IndexedBucket> buckets = await ListAsync(site, HourlyDuplicates.FirstHourNeeded(fromHour), toHour, ct);
        var views = new BucketView?[buckets.Count];
        var missing = new List<int>();
        for (int i = 0; i < views.Length; i++)
        {
            views[i] = _views.FindSealed(site, buckets[i], symbols);
            if (views[i] is null) missing.Add(i);
        }

        if (missing.Count > 0)
        {
            await Parallel.ForEachAsync(missing, AtOnce(BucketsAtOnce, ct), async (at, stop) => views[at] = await _views.ReadAsync(site, buckets[at], symbols, stop));
        }

        return HourlyDuplicates.LeaveOut(views, fromHour);
    }

    /// <inheritdoc/>
    public async ValueTask<long?> FirstHourAsync(int site, CancellationToken ct)
    {
        foreach (int month in await MonthsAsync(site, ct))
        {
            IndexedBucket[] buckets = await MonthAsync(new IndexPart(site, month, long.MinValue, long.MaxValue), ct);
            if (buckets.Length > 0) return buckets[0].Hour;
        }

        return null;
    }

    /// <inheritdoc/>
    /// <remarks>An open bucket that has changed sends its content along, which is kept: whoever asks mostly reads it next.</remarks>
    public async ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct)
    {
        List<IndexedBucket> buckets = await ListAsync(site, HourlyDuplicates.FirstHourNeeded(fromHour), toHour, ct);
        var versions = new long[buckets.Count];
        var open = new List<int>();
        for (int i = 0; i < versions.Length; i++)
        {
            versions[i] = buckets[i].SealedVersion;
            if (buckets[i].SealedVersion == 0) open.Add(i);
        }

        if (open.Count > 0)
        {
            SiteSymbols symbols = _symbols.Of(site);
            await Parallel.ForEachAsync(open, AtOnce(BucketsAtOnce, ct), async (at, stop) => versions[at] = await _views.VersionAsync(new BucketKey(site, buckets[at].Hour, buckets[at].Shard), symbols, stop));
        }

        ulong hash = Hash64.Mix((ulong)versions.Length);
        for (int i = 0; i < versions.Length; i++) hash = Hash64.Mix(hash ^ Hash64.Mix((ulong)versions[i]) ^ ((ulong)buckets[i].Hour << 20) ^ (uint)buckets[i].Shard);
        return (long)hash;
    }

    private static ParallelOptions AtOnce(int most, CancellationToken ct) => new() { MaxDegreeOfParallelism = most, CancellationToken = ct };

    private async Task<List<IndexedBucket>> ListAsync(int site, long fromHour, long toHour, CancellationToken ct)
    {
        var parts = new List<IndexPart>();
        int first = SiteMonth.Of(fromHour), last = SiteMonth.Of(Math.Max(fromHour, toHour - 1));
        if (last - first < FewMonths)
        {
            for (int month = first; month <= last; month++) parts.Add(new IndexPart(site, month, fromHour, toHour));
        }
        else
        {
            foreach (int month in await MonthsAsync(site, ct))
            {
                if (month >= first && month <= last) parts.Add(new IndexPart(site, month, fromHour, toHour));
            }
        }

        var lists = new IndexedBucket[parts.Count][];
        if (parts.Count == 1) lists[0] = await MonthAsync(parts[0], ct);
        else await Parallel.ForAsync(0, lists.Length, AtOnce(IndexesAtOnce, ct), async (at, stop) => lists[at] = await MonthAsync(parts[at], stop));
        var buckets = new List<IndexedBucket>(lists.Sum(list => list.Length));
        foreach (IndexedBucket[] list in lists) buckets.AddRange(list);
        return buckets;
    }

    private Task<int[]> MonthsAsync(int site, CancellationToken ct) => _patience.ReadAsync(_sources.MonthsAsync, site, ct);

    private Task<IndexedBucket[]> MonthAsync(IndexPart part, CancellationToken ct) =>
        _patience.ReadAsync(of => _sources.ListAsync(of.Site, of.Month, of.FromHour, of.ToHour), part, ct);

    private readonly record struct IndexPart(int Site, int Month, long FromHour, long ToHour)
    {
        public override string ToString() => $"the index of site {Site}, month {Month}";
    }
}
