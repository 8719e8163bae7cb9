using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Journeys.Scanning;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>
/// The short way for funnels without a window whose steps are about events alone: hour after hour every visitor of a slice takes the next step at the first
/// event that fulfils it. Rows are read as they lie in memory, no visit is derived, and only rows with a mark look a visitor up. Belongs to one thread.
/// </summary>
internal sealed class FunnelStream(FunnelPlan plan, CompiledJourney journey, ScanRange scan, SliceTable table) : ISliceScanner
{
    private readonly RowMarks _marks = new(journey, new Cursor(0));
    private readonly FunnelStates _states = new();
    private readonly FunnelTally _tally = new(plan.Steps.Count);

    /// <summary>Whether a funnel can be counted so.</summary>
    public static bool Suits(FunnelPlan plan, CompiledJourney journey, ScanRange scan) =>
        plan is { WindowMs: null, IsWithinVisit: false, Breakdown: null } && journey.IsOfEventsAlone && AreInOrder(scan.Views);

    /// <summary>Counts a funnel.</summary>
    public static FunnelTally Count(FunnelPlan plan, CompiledJourney journey, ScanRange scan, int parallelism)
    {
        var all = new FunnelTally(plan.Steps.Count);
        foreach (FunnelStream stream in SliceRunner.Run(scan, parallelism, (table, _) => new FunnelStream(plan, journey, scan, table))) all.Add(stream._tally);
        return all;
    }

    /// <inheritdoc/>
    public void Scan(int slice)
    {
        ReadOnlySpan<int> starts = table.RunsOf(slice), ends = table.RunsOf(slice + 1);
        int runs = 0;
        for (int v = 0; v < starts.Length; v++) runs += ends[v] - starts[v];
        if (runs == 0) return;
        _states.Clear(runs);
        for (int v = 0; v < starts.Length; v++)
        {
            if (starts[v] < ends[v]) ScanView(v, starts[v], ends[v]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanView(int number, int run, int endRun)
    {
        ViewScan view = scan.Views[number];
        VisitSegments segments = view.Segments;
        ulong[] visitors = segments.RunVisitors;
        int[] runStarts = segments.RunStarts;
        RowFlags[] flags = view.Flags;
        _marks.Enter(view);
        for (int row = runStarts[run]; run < endRun; run++)
        {
            for (int end = runStarts[run + 1]; row < end; row++)
            {
                if ((flags[row] & RowFlags.Engagement) != RowFlags.None) continue;
                int marks = _marks.Of(row);
                if (marks != 0) Step(visitors[run], view, number, row, marks);
            }
        }
    }

    private void Step(ulong visitor, ViewScan view, int number, int row, int marks)
    {
        int ms = view.TimesMs[row];
        ref readonly ViewBounds bounds = ref scan.Bounds[number];
        if (ms < bounds.RangeFrom || ms >= bounds.RangeTo) return;
        long timeMs = view.BaseMs + ms;
        ref FunnelStates.State state = ref _states.Find(visitor, out bool known);
        if (!known)
        {
            if ((marks & 1) == 0) return;
            _states.Take(ref state, visitor, timeMs);
            _tally.Enter(0);
        }
        else if ((marks >> state.Steps & 1) != 0 && timeMs > state.LastMs)
        {
            _tally.Enter(state.Steps++, timeMs - state.LastMs);
            state.LastMs = timeMs;
        }
    }
}
