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
    // A state is smaller than what deriving visits needs, and columns are read in longer stretches.
    private const int RunsPerSlice = 262_144;

    private readonly RowMarks _marks = new(journey, new Cursor(0));
    private readonly FunnelStates _states = new();
    private readonly FunnelTally _tally = new(plan.Steps.Count);
    private ulong _touched;

    /// <summary>Whether a funnel can be counted so.</summary>
    public static bool Suits(FunnelPlan plan, CompiledJourney journey, ScanRange scan) =>
        plan is { WindowMs: null, IsWithinVisit: false, Breakdown: null } && journey.IsOfEventsAlone && AreInOrder(scan.Views);

    /// <summary>Counts a funnel.</summary>
    public static FunnelTally Count(FunnelPlan plan, CompiledJourney journey, ScanRange scan, int parallelism)
    {
        var all = new FunnelTally(plan.Steps.Count);
        foreach (FunnelStream stream in SliceRunner.Run(scan, parallelism, (table, _) => new FunnelStream(plan, journey, scan, table), RunsPerSlice)) all.Add(stream._tally);
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
        VisitSegments segments = scan.Views[number].Segments;
        ReadOnlySpan<int> starts = segments.RunStarts.AsSpan(run, endRun - run + 1);
        ReadOnlySpan<ulong> visitors = segments.RunVisitors.AsSpan(run, endRun - run);
        _touched ^= _states.Touch(visitors);
        _marks.Enter(scan.Views[number]);
        int first = starts[0], row = 0;
        ReadOnlySpan<ushort> marks = _marks.Of(first, starts[^1]);
        for (int i = 0; i < visitors.Length; i++)
        {
            ref FunnelState state = ref _states.Find(visitors[i]);
            int next = 1 << state.Steps;
            for (int end = starts[i + 1] - first; row < end; row++)
            {
                if ((marks[row] & next) == 0) continue;
                Step(ref state, visitors[i], number, first + row);
                next = 1 << state.Steps;
            }
        }
    }

    private void Step(ref FunnelState state, ulong visitor, int number, int row)
    {
        ViewScan view = scan.Views[number];
        ref readonly ViewBounds bounds = ref scan.Bounds[number];
        int ms = view.TimesMs[row], steps = state.Steps;
        if (ms < bounds.RangeFrom || ms >= bounds.RangeTo) return;
        long timeMs = view.BaseMs + ms;
        if (steps == 0)
        {
            state.Visitor = visitor;
            _tally.Enter(0);
        }
        else if (timeMs > state.LastMs)
        {
            _tally.Enter(steps, timeMs - state.LastMs);
        }
        else
        {
            return;
        }

        state.Reach(steps + 1, timeMs);
    }
}
