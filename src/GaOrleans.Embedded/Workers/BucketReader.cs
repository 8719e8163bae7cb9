using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Gives reports their views: of live buckets as they are at the moment, of stored ones through the cache. Two reports that want the same
/// view make it once; the views of one report are made in parallel.
/// </summary>
internal sealed class BucketReader(BucketIndex buckets, WorkerOptions options, BucketLimits limits, TimeProvider time) : IBucketReader
{
    // Duplicates of an event id are looked for in the hour before as well; no local hour is longer.
    private const long HourSeconds = 3600;

    private readonly ViewCache _cache = new(options.ViewBytes);
    private readonly ConcurrentDictionary<(BucketKey Key, ulong Version), Lazy<BucketView?>> _making = new();

    /// <inheritdoc/>
    /// <remarks>A hit is answered after it is applied, so at any moment all answered ones are in the views.</remarks>
    public long FreshToMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Memory of the views kept, in bytes.</summary>
    internal long CachedBytes => _cache.Bytes;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, CancellationToken ct) => ReadAsync(site, fromHour, toHour, symbols: null, ct);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BucketView>> ReadAsync(int site, long fromHour, long toHour, SiteSymbols? symbols, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        long before = fromHour <= long.MinValue + HourSeconds ? fromHour : fromHour - HourSeconds;
        buckets.ThrowIfDamaged(site, before, toHour);
        SiteBuckets of = buckets.Of(site);
        symbols ??= of.Symbols(options.SymbolBytes);
        BucketSlot[] slots = of.Range(before, toHour, buckets.Store);
        var views = new BucketView?[slots.Length];
        var missing = new List<int>();
        for (int i = 0; i < slots.Length; i++)
        {
            views[i] = _cache.Find(slots[i].Key, slots[i].ContentVersion, symbols);
            if (views[i] is null) missing.Add(i);
        }

        if (missing.Count == 0) return new ValueTask<IReadOnlyList<BucketView>>(Deduplicated(views, fromHour));
        return new ValueTask<IReadOnlyList<BucketView>>(Task.Run<IReadOnlyList<BucketView>>(
            () =>
            {
                MakeAll(slots, missing, views, symbols, ct);
                return Deduplicated(views, fromHour);
            }, ct));
    }

    /// <inheritdoc/>
    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new(buckets.Of(site).FirstHour(buckets.Store));

    /// <inheritdoc/>
    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) =>
        new((long)buckets.Of(site).VersionOf(fromHour <= long.MinValue + HourSeconds ? fromHour : fromHour - HourSeconds, toHour, buckets.Store));

    /// <summary>Drops the views of a deleted site.</summary>
    internal void Forget(int site) => _cache.RemoveSite(site);

    /// <summary>Leaves out what occurs in the hour before or in another shard as well, hour by hour, and the hour that was read only for that.</summary>
    private static List<BucketView> Deduplicated(BucketView?[] views, long fromHour)
    {
        var result = new List<BucketView>(views.Length);
        var hour = new List<BucketView>();
        var before = new List<BucketView>();
        for (int i = 0; i < views.Length; i++)
        {
            if (views[i] is not { } view) continue;
            if (hour.Count > 0 && hour[0].Key.Hour != view.Key.Hour)
            {
                AddHour(hour, before, fromHour, result);
                before.AddRange(hour);
                before.RemoveAll(old => view.Key.Hour - old.Key.Hour > HourSeconds);
                hour.Clear();
            }

            hour.Add(view);
        }

        if (hour.Count > 0) AddHour(hour, before, fromHour, result);
        return result;
    }

    private static void AddHour(List<BucketView> hour, List<BucketView> before, long fromHour, List<BucketView> result)
    {
        if (hour[0].Key.Hour < fromHour) return;
        foreach (BucketView view in CrossBucketDuplicates.LeaveOut(hour, before))
        {
            if (view.RowCount > 0) result.Add(view);
        }
    }

    private void MakeAll(BucketSlot[] slots, List<int> missing, BucketView?[] views, SiteSymbols symbols, CancellationToken ct)
    {
        if (missing.Count == 1)
        {
            views[missing[0]] = Make(slots[missing[0]], symbols);
            return;
        }

        try
        {
            Parallel.ForEach(missing, new ParallelOptions { CancellationToken = ct }, at => views[at] = Make(slots[at], symbols));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<IOException>().FirstOrDefault() is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private BucketView? Make(BucketSlot slot, SiteSymbols symbols)
    {
        ulong version = slot.ContentVersion;
        (BucketKey, ulong) making = (slot.Key, version);
        Lazy<BucketView?> lazy = _making.GetOrAdd(making, _ => new Lazy<BucketView?>(() => MakeNow(slot, version, symbols)));
        try
        {
            BucketView? view = lazy.Value;
            // Another report may have made it with symbols of before.
            return view is null || ReferenceEquals(view.Symbols, symbols) ? view : MakeNow(slot, version, symbols);
        }
        finally
        {
            _making.TryRemove(making, out _);
        }
    }

    private BucketView? MakeNow(BucketSlot slot, ulong version, SiteSymbols symbols)
    {
        BucketView? view;
        if (slot.Live is { } live)
        {
            // The version is read before the rows, so a view is never older than its version says.
            version = slot.ContentVersion;
            view = BucketView.Of(live.Bucket, symbols, limits);
        }
        else
        {
            try
            {
                if (buckets.Store.Load(slot.Key) is not { } stored) return null;
                view = BucketForms.View(stored, symbols, limits);
            }
            catch (DamagedBucketException e)
            {
                buckets.AddDamaged(slot.Key, e.Message);
                throw;
            }
        }

        _cache.Put(slot.Key, version, view);
        return view;
    }
}
