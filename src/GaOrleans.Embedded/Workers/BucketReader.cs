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
        long before = HourlyDuplicates.FirstHourNeeded(fromHour);
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

        if (missing.Count == 0) return new ValueTask<IReadOnlyList<BucketView>>(HourlyDuplicates.LeaveOut(views, fromHour));
        return new ValueTask<IReadOnlyList<BucketView>>(Task.Run<IReadOnlyList<BucketView>>(
            () =>
            {
                MakeAll(slots, missing, views, symbols, ct);
                return HourlyDuplicates.LeaveOut(views, fromHour);
            }, ct));
    }

    /// <inheritdoc/>
    public ValueTask<long?> FirstHourAsync(int site, CancellationToken ct) => new(buckets.Of(site).FirstHour(buckets.Store));

    /// <inheritdoc/>
    public ValueTask<long> VersionOfAsync(int site, long fromHour, long toHour, CancellationToken ct) =>
        new((long)buckets.Of(site).VersionOf(HourlyDuplicates.FirstHourNeeded(fromHour), toHour, buckets.Store));

    /// <summary>Drops the views of a deleted site.</summary>
    internal void Forget(int site) => _cache.RemoveSite(site);

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
