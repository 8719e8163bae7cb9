using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>
/// The short way for funnels without a window whose steps are about events alone: hour after hour every visitor of a slice takes the next step at the first
/// event that fulfils it. Rows are read as they lie in memory, and no visit is derived. Belongs to one thread.
/// </summary>
internal sealed class FunnelStream(FunnelPlan plan, CompiledJourney journey, ScanRange scan, SliceTable table, SliceNumbers numbers) : ISliceScanner
{
    private readonly RowMarks _marks = new(journey, new Cursor(0));
    private readonly FunnelTally _tally = new(plan.Steps.Count);

    // By number of visitor: the mark of the next step, none after the last, and apart from it, since most rows are only compared with it, the event of the step
    // before: its time is in memory that nothing else has read, and most visitors go no further.
    private byte[] _next = [];
    private Place[] _last = [];

    /// <summary>Whether a funnel can be counted so.</summary>
    public static bool Suits(FunnelPlan plan, CompiledJourney journey, ScanRange scan) =>
        plan is { WindowMs: null, IsWithinVisit: false, Breakdown: null } && journey.IsOfEventsAlone && AreInOrder(scan.Views);

    /// <summary>Counts a funnel.</summary>
    public static FunnelTally Count(FunnelPlan plan, CompiledJourney journey, ScanRange scan, int parallelism)
    {
        var all = new FunnelTally(plan.Steps.Count);
        foreach (FunnelStream stream in SliceRunner.Run(scan, journey.Symbols, parallelism, (table, numbers, _) => new FunnelStream(plan, journey, scan, table, numbers))) all.Add(stream._tally);
        return all;
    }

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        numbers.Enter(slice);
        if (_next.Length < numbers.Count) (_next, _last) = (new byte[numbers.Count], new Place[numbers.Count]);
        _next.AsSpan().Fill(1);
        ReadOnlySpan<int> starts = table.RunsOf(slice), ends = table.RunsOf(slice + 1);
        for (int v = 0; v < starts.Length; v++)
        {
            if (starts[v] < ends[v]) ScanView(v, starts[v], numbers.Of(v));
        }
    }

    // Hours follow each other; those at the same time are shards that share no visitor.
    private static bool AreInOrder(ViewScan[] views)
    {
        for (int i = 1; i < views.Length; i++)
        {
            long step = views[i].BaseMs - views[i - 1].BaseMs;
            if (step != 0 && step < BucketView.HourMs) return false;
        }

        return true;
    }

    // A method of its own even where the compiler would rather have it in its caller: there its loop runs out of registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ScanView(int view, int run, ReadOnlySpan<int> visitors)
    {
        ReadOnlySpan<int> ends = scan.Views[view].Segments.RunStarts.AsSpan(run, visitors.Length + 1);
        int first = ends[0], row = 0;
        ends = ends[1..];
        _marks.Enter(scan.Views[view]);
        ref byte marks = ref MemoryMarshal.GetReference(_marks.Of(first, ends[^1]));
        ref byte steps = ref MemoryMarshal.GetArrayDataReference(_next);
        for (int i = 0; i < visitors.Length && i < ends.Length; i++)
        {
            int end = ends[i] - first;
            byte next = Unsafe.Add(ref steps, visitors[i]);

            // Sixteen rows at once: a branch for each would be guessed wrongly once or twice a run.
            while (row < end)
            {
                Vector128<byte> fulfilled = Vector128.LoadUnsafe(ref marks, (nuint)row) & Vector128.Create(next);
                uint rows = ~Vector128.Equals(fulfilled, Vector128<byte>.Zero).ExtractMostSignificantBits() & (uint)((1UL << Math.Min(end - row, RowMarks.Padding)) - 1);
                if (rows == 0)
                {
                    row += RowMarks.Padding;
                    continue;
                }

                row += BitOperations.TrailingZeroCount(rows);
                next = Step(visitors[i], next, view, first + row);
                row++;
            }

            row = end;
        }
    }

    /// <summary>Has a visitor take a step.</summary>
    /// <returns>The mark of its next step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private byte Step(int visitor, byte mark, int view, int row)
    {
        ref readonly ViewBounds bounds = ref scan.Bounds[view];
        if (!bounds.IsWhole && (scan.Views[view].TimesMs[row] < bounds.RangeFrom || scan.Views[view].TimesMs[row] >= bounds.RangeTo)) return mark;
        ref Place last = ref _last[visitor];
        if (mark == 1)
        {
            _tally.Enter(0);
        }
        else
        {
            long sinceMs = TimeOf(view, row) - TimeOf(last.View, last.Row);
            if (sinceMs <= 0) return mark;
            _tally.Enter(BitOperations.Log2(mark), sinceMs);
        }

        last = new Place(view, row);
        return _next[visitor] = (byte)(mark << 1);
    }

    private long TimeOf(int view, int row) => scan.Views[view].BaseMs + scan.Views[view].TimesMs[row];

    private readonly record struct Place(int View, int Row);
}
