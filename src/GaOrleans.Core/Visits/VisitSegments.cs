using GaOrleans.Core.Buckets;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Visits;

/// <summary>
/// The <see cref="Segment"/>s of a bucket, ordered by visitor, then time. Reports count visits on them without reading rows:
/// there are several times fewer. Immutable.
/// </summary>
internal sealed class VisitSegments
{
    /// <summary>Slices that <see cref="SliceStart"/> knows without searching, as a power of two.</summary>
    public const int SliceBits = 8;

    private const int IndexedSegments = 1024;

    private readonly int[]? _sliceStarts;
    private readonly int[]? _sliceRuns;
    private int[]? _firstClients;
    private int[]? _firstOrigins;
    private Starts? _clientStarts;
    private Starts? _originStarts;
    private Numbers? _numbers;

    private VisitSegments(Segment[] items, ulong[] runVisitors, int[] runStarts)
    {
        (Items, RunVisitors, RunStarts) = (items, runVisitors, runStarts);
        (MinMs, MaxMs) = (int.MaxValue, int.MinValue);
        ulong counted = 0;
        foreach (ref readonly Segment segment in Segments)
        {
            MinMs = Math.Min(MinMs, segment.FirstMs);
            MaxMs = Math.Max(MaxMs, segment.LastMs);
            Events += segment.Events;
            Pageviews += segment.Pageviews;
            HasEventless |= segment.Events == 0;
            if (segment.Events == 0 || (Visitors > 0 && segment.Visitor == counted)) continue;
            counted = segment.Visitor;
            Visitors++;
        }

        if (Count < IndexedSegments) return;
        var starts = new int[(1 << SliceBits) + 1];
        var runs = new int[(1 << SliceBits) + 1];
        for (int slice = 1; slice < starts.Length; slice++) (starts[slice], runs[slice]) = (Search(slice, SliceBits), SearchRun(slice, SliceBits));
        (_sliceStarts, _sliceRuns) = (starts, runs);
    }

    /// <summary>The visitor of each run of rows, ascending and distinct: the view's own.</summary>
    public ulong[] RunVisitors { get; }

    /// <summary>First row of each run, and the number of rows.</summary>
    public int[] RunStarts { get; }

    /// <summary>Different visitors with an event.</summary>
    public int Visitors { get; }

    /// <summary>The segments, and one more whose only meaning is that the last one's rows end at its start.</summary>
    public Segment[] Items { get; }

    /// <summary>Number of segments.</summary>
    public int Count => Items.Length - 1;

    /// <summary>Time of the earliest row.</summary>
    public int MinMs { get; }

    /// <summary>Time of the latest row.</summary>
    public int MaxMs { get; }

    /// <summary>Events in all segments.</summary>
    public long Events { get; }

    /// <summary>Page views in all segments.</summary>
    public long Pageviews { get; }

    /// <summary>Whether a segment has nothing but engagement events.</summary>
    public bool HasEventless { get; }

    private ReadOnlySpan<Segment> Segments => Items.AsSpan(0, Count);

    /// <summary>Cuts rows sorted by visitor and time into segments.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static VisitSegments Of(ulong[] runVisitors, int[] runStarts, int[] timesMs, RowFlags[] flags)
    {
        var items = new Segment[CountSegments(runVisitors.Length, runStarts, timesMs) + 1];
        int made = 0;
        for (int run = 0; run < runVisitors.Length; run++)
        {
            for (int row = runStarts[run]; row < runStarts[run + 1];)
            {
                int end = EndOf(row, runStarts[run + 1], timesMs);
                items[made++] = Make(runVisitors[run], row, timesMs.AsSpan(row, end - row), flags.AsSpan(row, end - row));
                row = end;
            }
        }

        items[made].StartRow = timesMs.Length;
        return new VisitSegments(items, runVisitors, runStarts);
    }

    /// <summary>The first segment whose visitor id, by its highest <paramref name="bits"/> bits (at most <see cref="SliceBits"/>), is in the slice or one after it.</summary>
    public int SliceStart(int slice, int bits) =>
        _sliceStarts is null ? Search(slice, bits) : _sliceStarts[slice << (SliceBits - bits)];

    /// <summary>As <see cref="SliceStart"/>, of runs.</summary>
    public int SliceRun(int slice, int bits) =>
        _sliceRuns is null ? SearchRun(slice, bits) : _sliceRuns[slice << (SliceBits - bits)];

    /// <summary>For each segment the code of its first event; -1 when it has none. Made at first use; only for clients and origins, which visits take from it.</summary>
    public int[] FirstCodes(Column column, int[] codes, RowFlags[] flags)
    {
        ref int[]? slot = ref column == Column.Client ? ref _firstClients : ref _firstOrigins;
        return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, MakeFirstCodes(codes, flags), null) ?? slot;
    }

    /// <summary>
    /// For each segment the code of the first event of the visit that it is part of, which may have begun hours before; -1 when the visit has no event yet.
    /// Kept for the hour before that was last asked about.
    /// </summary>
    /// <param name="column">As for <see cref="FirstCodes"/>.</param>
    /// <param name="first">What that gave.</param>
    /// <param name="before">The segments of the hour before.</param>
    /// <param name="startsBefore">What this gave for them.</param>
    /// <param name="gapMs">How much later this hour starts; all rows of the hour before lie below it.</param>
    public int[] StartCodes(Column column, int[] first, VisitSegments before, int[] startsBefore, long gapMs)
    {
        ref Starts? slot = ref column == Column.Client ? ref _clientStarts : ref _originStarts;
        Starts? known = Volatile.Read(ref slot);
        if (known is not null && ReferenceEquals(known.Before, startsBefore)) return known.Codes;
        int[] made = MakeStarts(first, before, startsBefore, gapMs);

        // Ranges that begin at different hours soon agree: what follows is then known.
        if (known is not null && made.AsSpan().SequenceEqual(known.Codes)) made = known.Codes;
        Volatile.Write(ref slot, new Starts(startsBefore, made));
        return made;
    }

    /// <summary>The number of the visitor of each run, if these numbers are kept.</summary>
    public int[]? NumbersBy(VisitorNumbers by) => Volatile.Read(ref _numbers) is { } known && ReferenceEquals(known.By, by) ? known.OfRuns : null;

    /// <summary>Keeps the number of the visitor of each run, in place of others.</summary>
    public void Keep(VisitorNumbers by, int[] ofRuns) => Volatile.Write(ref _numbers, new Numbers(by, ofRuns));

    /// <summary>The first segment of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int SegmentOf(int run)
    {
        // Every run has a segment, and few have several.
        int low = run, high = run + Count - RunVisitors.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Items[middle].StartRow < RunStarts[run]) low = middle + 1; else high = middle;
        }

        return low;
    }

    // Both are sorted by visitor; only a visitor's last segment before and its first here can be one visit.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] MakeStarts(int[] first, VisitSegments before, int[] startsBefore, long gapMs)
    {
        var starts = new int[Count];
        ulong visitor = 0;
        for (int i = 0, old = 0; i < starts.Length; i++)
        {
            starts[i] = first[i];
            ref readonly Segment segment = ref Items[i];
            if (i > 0 && segment.Visitor == visitor) continue;
            visitor = segment.Visitor;
            while (old < before.Count && before.Items[old].Visitor < visitor) old++;
            while (old + 1 < before.Count && before.Items[old + 1].Visitor == visitor) old++;
            if (old == before.Count || before.Items[old].Visitor != visitor || startsBefore[old] < 0) continue;
            if (gapMs + segment.FirstMs - before.Items[old].LastMs <= VisitRules.IdleTimeoutMs) starts[i] = startsBefore[old];
        }

        return starts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] MakeFirstCodes(int[] codes, RowFlags[] flags)
    {
        var first = new int[Count];
        for (int i = 0; i < first.Length; i++)
        {
            int row = Items[i].StartRow;
            if (Items[i].Events > 0)
            {
                while ((flags[row] & RowFlags.Engagement) != RowFlags.None) row++;
            }

            first[i] = Items[i].Events > 0 ? codes[row] : -1;
        }

        return first;
    }

    private int Search(int slice, int bits)
    {
        if (slice == 0) return 0;
        if (slice == 1 << bits) return Count;
        return FirstOf((ulong)slice << (64 - bits));
    }

    private int SearchRun(int slice, int bits)
    {
        if (slice == 0) return 0;
        if (slice == 1 << bits) return RunVisitors.Length;
        int at = Array.BinarySearch(RunVisitors, (ulong)slice << (64 - bits));
        return at >= 0 ? at : ~at;
    }

    /// <summary>The first segment of a visitor, or of the next one when it has none.</summary>
    public int FirstOf(ulong visitor)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Items[middle].Visitor < visitor) low = middle + 1; else high = middle;
        }

        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountSegments(int runs, int[] runStarts, int[] timesMs)
    {
        int count = 0;
        for (int run = 0; run < runs; run++)
        {
            for (int row = runStarts[run]; row < runStarts[run + 1]; row = EndOf(row, runStarts[run + 1], timesMs)) count++;
        }

        return count;
    }

    private static int EndOf(int row, int runEnd, int[] timesMs)
    {
        for (row++; row < runEnd && timesMs[row] - timesMs[row - 1] <= VisitRules.IdleTimeoutMs;) row++;
        return row;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Segment Make(ulong visitor, int startRow, ReadOnlySpan<int> timesMs, ReadOnlySpan<RowFlags> flags)
    {
        var segment = new Segment { Visitor = visitor, StartRow = startRow, FirstMs = timesMs[0], LastMs = timesMs[^1] };
        if ((flags[0] & RowFlags.Engagement) != RowFlags.None) segment.Traits |= SegmentTraits.LeadsWithEngagement;
        foreach (RowFlags row in flags)
        {
            if ((row & RowFlags.Engagement) == RowFlags.None) segment.Events++;
            if ((row & RowFlags.Pageview) != RowFlags.None) segment.Pageviews++;
            if ((row & RowFlags.Interactive) != RowFlags.None) segment.Traits |= SegmentTraits.Interactive;
        }

        return segment;
    }

    private sealed record Numbers(VisitorNumbers By, int[] OfRuns);

    private sealed record Starts(int[] Before, int[] Codes);
}
