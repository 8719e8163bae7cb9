using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The short way of counting events and their visitors for plans that ask for nothing else, group by at most one event dimension and not by time:
/// the pages, names and sources of a dashboard. Counts what <see cref="VisitorCounter"/> would. Belongs to one thread.
/// </summary>
internal sealed class SimpleEventCounter(CompiledPlan plan, ScanRange scan, GroupTree tree, Cursor cursor)
{
    private readonly EventLevel? _level = plan.EventLevels.Length > 0 ? plan.EventLevels[0] : null;
    private readonly Condition[] _conditions = plan.EventConditions;
    private int[] _nodeOfOrdinal = new int[256];

    /// <summary>Whether a plan can be counted so.</summary>
    public static bool Suits(CompiledPlan plan, ScanRange scan) =>
        plan.HasEventPart && plan.Plan.Slots is null && scan.Chunk == plan.Plan.Range && !scan.SketchVisitors
        && (plan.Asked & ~(Counters.Visitors | Counters.Events)) == Counters.None
        && plan.EventLevels.Length <= 1 && plan.EventLevels.All(level => level.Goals is null);

    /// <summary>Counts the events of a visit whose own conditions hold.</summary>
    public void Count(ReadOnlySpan<VisitPart> parts, int visitNode, int visitorMark)
    {
        foreach (ref readonly VisitPart part in parts)
        {
            ViewScan view = scan.Views[part.View];
            ref readonly ViewBounds bounds = ref scan.Bounds[part.View];
            int[] codes = _level is { } level ? view.Columns[(int)level.Column] : [];
            RowFlags[] flags = view.Flags;
            cursor.View = view;
            for (int row = part.StartRow; row < part.EndRow; row++)
            {
                if ((flags[row] & RowFlags.Engagement) != RowFlags.None) continue;
                if (!bounds.IsWhole && (view.TimesMs[row] < bounds.RangeFrom || view.TimesMs[row] >= bounds.RangeTo)) continue;
                if (!Passes(row)) continue;
                int node = _level is null ? visitNode : NodeOf(visitNode, codes[row]);
                ref GroupTotals totals = ref tree.Totals[node];
                totals.Events++;
                totals.Pageviews += (int)(flags[row] & RowFlags.Pageview);
                ref int mark = ref tree.VisitorMarks[node];
                if (mark == visitorMark) continue;
                mark = visitorMark;
                totals.Visitors++;
            }
        }
    }

    private bool Passes(int row)
    {
        cursor.Row = row;
        foreach (Condition condition in _conditions)
        {
            if (!condition.Holds(cursor)) return false;
        }

        return true;
    }

    private int NodeOf(int visitNode, int ordinal)
    {
        if (visitNode != GroupTree.Root) return tree.Child(visitNode, _level!.Value.Values.IdOf(ordinal));
        int known = ordinal < _nodeOfOrdinal.Length ? _nodeOfOrdinal[ordinal] : 0;
        if (known != 0) return known;
        if (ordinal >= _nodeOfOrdinal.Length) Array.Resize(ref _nodeOfOrdinal, (ordinal + 1) * 2);
        return _nodeOfOrdinal[ordinal] = tree.Child(visitNode, _level!.Value.Values.IdOf(ordinal));
    }
}
