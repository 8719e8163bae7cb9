using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sketches;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// Counts a plan chunk by chunk, for ranges whose views do not fit in memory together. Events and visits come out as with
/// <see cref="ReportExecutor"/>: each event belongs to the chunk of its time, each visit to the chunk of its last activity
/// (by minute or hour: to the chunk of each slot in which it was active). Distinct visitors are united by
/// <see cref="HyperLogLog"/>, unless the time dimension's slots lie within chunks: then they are exact too.
/// (Visitor, page) pairs of scroll depth and (visit, page) pairs of engaged time count once a chunk. Not safe for concurrent use.
/// </summary>
public sealed class ReportAccumulator
{
    private readonly ReportPlan _plan;
    private readonly int _parallelism;
    private readonly GroupTree _all = new();
    private readonly VisitorSketches? _sketches;
    private CompiledPlan? _compiled;
    private bool _hasOtherRows;

    /// <summary>Starts counting.</summary>
    /// <param name="plan">What to count, over its whole range.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <exception cref="ArgumentException">The plan cannot be counted in chunks.</exception>
    public ReportAccumulator(ReportPlan plan, int parallelism)
    {
        if (!CanChunk(plan)) throw new ArgumentException("cannot count the plan in chunks: has_done is about all that a visitor does in the range; execute it as a whole", nameof(plan));
        _plan = plan;
        _parallelism = parallelism;
        if (!IsExact && (plan.Counters & Counters.Visitors) != Counters.None) _sketches = new VisitorSketches();
    }

    private bool IsExact => _plan.Slots?.Kind is DimensionKind.TimeMinute or DimensionKind.TimeHour or DimensionKind.TimeDay;

    /// <summary>Whether a plan can be counted in chunks: not when a condition is about all that a visitor has done in the range.</summary>
    public static bool CanChunk(ReportPlan plan) => plan.Filter is null || !HasDone(plan.Filter);

    /// <summary>Counts a chunk. Chunks come once each, in any order, and together cover the range.</summary>
    /// <param name="chunk">Part of the range; where there is a time dimension up to days, its edges are edges of slots.</param>
    /// <param name="views">As for <see cref="ReportExecutor.Execute"/>, with the chunk as range (<see cref="VisitBoundary"/>); all chunks with the same symbols.</param>
    public void Add(TimeRange chunk, IReadOnlyList<BucketView> views)
    {
        if (views.Count == 0) return;
        _compiled ??= new CompiledPlan(_plan, views[0].Symbols);
        foreach (VisitorCounter counter in ReportExecutor.Count(_compiled, ReportExecutor.Read(_compiled, chunk, views, _sketches is not null, _parallelism), _parallelism)) Add(counter);
        _hasOtherRows |= ReportExecutor.HasOtherRows(_compiled, views);
    }

    /// <summary>The table of all chunks.</summary>
    public ReportTable Finish()
    {
        CompiledPlan compiled = _compiled ?? new CompiledPlan(_plan, new SiteSymbols());
        for (int node = 0; _sketches is not null && node < _all.Count; node++)
        {
            if (_sketches[node] is { } sketch) _all.Totals[node].Visitors = sketch.Estimate();
        }

        var builder = new TableBuilder(compiled);
        builder.Add(_all);
        return builder.Build(_sketches is null ? 0 : HyperLogLog.ErrorPercent, _hasOtherRows);
    }

    private static bool HasDone(Filters.Filter filter) => filter switch
    {
        Filters.Filter.HasDone => true,
        Filters.Filter.And and => and.Children.Any(HasDone),
        Filters.Filter.Or or => or.Children.Any(HasDone),
        Filters.Filter.Not not => HasDone(not.Child),
        _ => false,
    };

    private void Add(VisitorCounter counter)
    {
        int[] nodes = TableBuilder.Graft(counter.Tree, _all);
        for (int node = 0; node < nodes.Length; node++)
        {
            TableBuilder.AddTotals(ref _all.Totals[nodes[node]], counter.Tree.Totals[node]);
            if (counter.Sketches?[node] is { } visitors) _sketches!.Merge(nodes[node], visitors);
        }
    }
}
