namespace GaOrleans.Core.Buckets;

/// <summary>Makes the view of some of another view's rows.</summary>
internal sealed class FilteredView : ViewSource
{
    private readonly BucketView _all;
    private readonly int[] _kept;

    private FilteredView(BucketView all, int[] kept)
    {
        _all = all;
        _kept = kept;
    }

    /// <inheritdoc/>
    public override bool HasEventIds => true;

    /// <summary>The view of some rows: the one made before as long as somebody has it, so that what is derived from it can be known by it.</summary>
    /// <param name="all">The other view.</param>
    /// <param name="kept">The rows that stay, ascending.</param>
    public static BucketView Of(BucketView all, int[] kept)
    {
        if (all.LastFiltered?.TryGetTarget(out BucketView? known) == true && known.Source is FilteredView source && source._kept.AsSpan().SequenceEqual(kept)) return known;
        BucketView made = Make(all, kept);
        all.LastFiltered = new WeakReference<BucketView>(made);
        return made;
    }

    private static BucketView Make(BucketView all, int[] kept)
    {
        var visitors = new ulong[kept.Length];
        for (int i = 0, run = 0; i < kept.Length; i++)
        {
            while (all.RunStarts[run + 1] <= kept[i]) run++;
            visitors[i] = all.RunVisitors[run];
        }

        int[] starts = Runs.Of(visitors, out ulong[] runVisitors);
        SparseRevenue[] revenue = [.. all.Revenue
            .Select(entry => entry with { Row = Array.BinarySearch(kept, entry.Row) }).Where(static entry => entry.Row >= 0)];
        var rows = new ViewRows(runVisitors, starts, Pick(all.TimesMs, kept), Pick(all.Flags, kept), revenue,
            Sparse(all.EngagementMs, kept), Sparse(all.ScrollDepth, kept));
        return new BucketView(all.Key, all.Symbols, all.Limits, rows, new FilteredView(all, kept), all.SizeBytes + (4L * kept.Length));
    }

    /// <inheritdoc/>
    public override DecodedColumn Read(Column column, SymbolTable symbols, BucketLimits limits)
    {
        DecodedColumn decoded = _all.Decoded(column);
        return decoded with { Ordinals = Pick(decoded.Ordinals, _kept) };
    }

    /// <inheritdoc/>
    public override ulong[]? EventIds() => _all.EventIds is null ? null : Pick(_all.EventIds, _kept);

    private static SparseValue[] Sparse(SparseValue[] column, int[] kept) =>
        [.. column.Select(entry => entry with { Row = Array.BinarySearch(kept, entry.Row) }).Where(static entry => entry.Row >= 0)];

    private static T[] Pick<T>(T[] column, int[] kept)
    {
        var picked = new T[kept.Length];
        for (int i = 0; i < picked.Length; i++) picked[i] = column[kept[i]];
        return picked;
    }
}
