using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Counts the events of views one after another for <see cref="VisitFilteredEvents"/>. Belongs to one thread.</summary>
internal sealed class FilteredEventScanner(CompiledPlan plan, ScanRange scan)
{
    private readonly VisitStartTest _test = new(plan, scan.Views);
    private readonly Condition[] _conditions = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition)];
    private readonly RowFlags _wanted = plan.EventConditions.Any(condition => condition is PageviewCondition) ? RowFlags.Pageview : RowFlags.None;
    private readonly Cursor _cursor = new(0);
    private int[] _clients = [], _origins = [], _links = [];

    /// <summary>The groups, with everything but their visitors.</summary>
    public GroupTree Tree { get; } = new();

    /// <summary>The visitors of the groups.</summary>
    public VisitorPairs Pairs { get; } = new();

    /// <summary>Counts a view.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scan(int view)
    {
        VisitSegments segments = scan.Views[view].Segments;
        _test.Enter(view);
        _clients = CodesOf(view, Column.Client);
        _origins = CodesOf(view, Column.Origin);
        _links = LinksOf(view);
        _cursor.View = scan.Views[view];
        for (int i = 0; i < segments.Count; i++)
        {
            // Where the segment goes on with a visit of the hour before, that visit's first hit decides.
            if (_links.Length > 0 && _links[i] >= 0 && TryStart(view - 1, _links[i], out int client, out int origin))
            {
                if (segments.Items[i].Events > 0 && _test.MayPass(client, origin)) Count(view, i, client, origin);
            }
            else if (_test.MayPass(i))
            {
                Count(view, i, CodeAt(_clients, i), CodeAt(_origins, i));
            }
        }
    }

    private static int CodeAt(int[] codes, int segment) => codes.Length > 0 ? codes[segment] : -1;

    private int[] CodesOf(int view, Column column) => plan.Columns.Has(column) ? scan.Views[view].FirstCodes(column) : [];

    private int[] LinksOf(int view)
    {
        if (view == 0) return [];
        long gapMs = scan.Views[view].BaseMs - scan.Views[view - 1].BaseMs;
        return gapMs > BucketView.HourMs + VisitRules.IdleTimeoutMs ? [] : scan.Views[view].Segments.LinksTo(scan.Views[view - 1].Segments, gapMs);
    }

    /// <summary>Finds the first hit of the visit that a segment belongs to.</summary>
    /// <returns>False when it belongs to none: it has engagement events only.</returns>
    private bool TryStart(int view, int segment, out int client, out int origin)
    {
        int at = -1, atView = -1;
        while (true)
        {
            if (scan.Views[view].Segments.Items[segment].Events > 0) (atView, at) = (view, segment);
            int[] links = LinksOf(view);
            if (links.Length == 0 || links[segment] < 0) break;
            segment = links[segment];
            view--;
        }

        client = at < 0 ? -1 : CodeAt(CodesOf(atView, Column.Client), at);
        origin = at < 0 ? -1 : CodeAt(CodesOf(atView, Column.Origin), at);
        return at >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int view, int segment, int client, int origin)
    {
        Segment[] items = scan.Views[view].Segments.Items;
        ref readonly ViewBounds bounds = ref scan.Bounds[view];
        RowFlags[] kinds = _cursor.View.Flags;
        _cursor.VisitCodes[(int)VisitCode.Client] = client;
        _cursor.VisitCodes[(int)VisitCode.Origin] = origin;
        int visitNode = -1, last = -1;
        for (int row = items[segment].StartRow; row < items[segment + 1].StartRow; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & _wanted) != _wanted) continue;
            if (!bounds.IsWhole && (_cursor.View.TimesMs[row] < bounds.RangeFrom || _cursor.View.TimesMs[row] >= bounds.RangeTo)) continue;
            if (!Passes(row)) continue;
            if (visitNode < 0) visitNode = NodeOfVisit();
            int node = NodeOfEvent(visitNode, row);
            ref GroupTotals totals = ref Tree.Totals[node];
            totals.Events++;
            totals.Pageviews += (int)(flags & RowFlags.Pageview);
            if (node != last) Pairs.Add(items[segment].Visitor, node);
            last = node;
        }
    }

    private bool Passes(int row)
    {
        _cursor.Row = row;
        foreach (Condition condition in _conditions)
        {
            if (!condition.Holds(_cursor)) return false;
        }

        return true;
    }

    private int NodeOfVisit()
    {
        int node = GroupTree.Root;
        foreach (VisitLevel level in plan.VisitLevels) node = Tree.Child(node, level.Values.IdOf(_cursor.VisitCodes[(int)level.Code]));
        return node;
    }

    private int NodeOfEvent(int visitNode, int row)
    {
        if (plan.EventLevels.Length == 0) return visitNode;
        EventLevel level = plan.EventLevels[0];
        return Tree.Child(visitNode, level.Values.IdOf(_cursor.View.Columns[(int)level.Column][row]));
    }
}
