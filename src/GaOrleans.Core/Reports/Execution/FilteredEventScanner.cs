using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Counts the events of views one after another for <see cref="VisitFilteredEvents"/>. Belongs to one thread.</summary>
/// <param name="plan">What to count.</param>
/// <param name="scan">Where.</param>
/// <param name="clients">For each view the clients with which visits begin (<see cref="VisitStarts"/>); empty when they do not matter.</param>
/// <param name="origins">Likewise the origins.</param>
internal sealed class FilteredEventScanner(CompiledPlan plan, ScanRange scan, int[][] clients, int[][] origins)
{
    private readonly VisitStartTest _test = new(plan, scan.Views);

    // Mostly it is one value of one column that is asked of events.
    private readonly EventCondition? _first = plan.EventConditions.OfType<EventCondition>().FirstOrDefault();
    private readonly Condition[] _others = [.. plan.EventConditions.Where(condition => condition is not PageviewCondition).Except(plan.EventConditions.OfType<EventCondition>().Take(1))];
    private readonly RowFlags _wanted = plan.EventConditions.Any(condition => condition is PageviewCondition) ? RowFlags.Pageview : RowFlags.None;
    private readonly Cursor _cursor = new(0);
    private int[] _passing = [];
    private (int Start, int End)[] _rows = [];

    // Without meaning; it keeps loads from being left out.
    private int _touched;

    /// <summary>The groups, with everything but their visitors.</summary>
    public GroupTree Tree { get; } = new();

    /// <summary>The visitors of the groups.</summary>
    public VisitorPairs Pairs { get; } = new();

    /// <summary>Counts a view.</summary>
    public void Scan(int view)
    {
        int segments = scan.Views[view].Segments.Count;
        int[] client = clients.Length > 0 ? clients[view] : [], origin = origins.Length > 0 ? origins[view] : [];
        if (_passing.Length < segments) (_passing, _rows) = (new int[segments], new (int Start, int End)[segments]);
        int passing = _test.Select(segments, client, origin, _passing);
        _cursor.View = scan.Views[view];
        _touched ^= Touch(passing);
        for (int i = 0; i < passing; i++)
        {
            int segment = _passing[i];
            Count(view, segment, _rows[i], CodeAt(client, segment), CodeAt(origin, segment));
        }
    }

    // Few segments pass, so each is in memory that nothing else has brought into the caches. Here, unlike where rows are counted, no load waits for a branch
    // that was guessed wrongly, so that many are under way at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int Touch(int passing)
    {
        Segment[] items = _cursor.View.Segments.Items;
        RowFlags[] flags = _cursor.View.Flags;
        int[] codes = _first is null ? [] : _cursor.View.Columns[(int)_first.Column];
        (int Start, int End)[] rows = _rows;
        int[] segments = _passing;
        int touched = 0;
        for (int i = 0; i < passing; i++) rows[i] = (items[segments[i]].StartRow, items[segments[i] + 1].StartRow);
        for (int i = 0; i < passing; i++) touched ^= (int)flags[rows[i].Start] ^ (codes.Length > 0 ? codes[rows[i].Start] : 0);
        return touched;
    }

    private static int CodeAt(int[] codes, int segment) => codes.Length > 0 ? codes[segment] : -1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Count(int view, int segment, (int Start, int End) rows, int client, int origin)
    {
        ref readonly ViewBounds bounds = ref scan.Bounds[view];
        RowFlags[] kinds = _cursor.View.Flags;
        int[] codes = _first is null ? [] : _cursor.View.Columns[(int)_first.Column];
        _cursor.VisitCodes[(int)VisitCode.Client] = client;
        _cursor.VisitCodes[(int)VisitCode.Origin] = origin;
        int visitNode = -1, last = -1;
        for (int row = rows.Start; row < rows.End; row++)
        {
            RowFlags flags = kinds[row];
            if ((flags & RowFlags.Engagement) != RowFlags.None || (flags & _wanted) != _wanted) continue;
            if (!bounds.IsWhole && (_cursor.View.TimesMs[row] < bounds.RangeFrom || _cursor.View.TimesMs[row] >= bounds.RangeTo)) continue;
            if (_first is not null && !_first.Test.Holds(codes[row])) continue;
            _cursor.Row = row;
            if (_others.Length > 0 && !Condition.AllHold(_others, _cursor)) continue;
            if (visitNode < 0) visitNode = NodeOfVisit();
            int node = NodeOfEvent(visitNode, row);
            ref GroupTotals totals = ref Tree.Totals[node];
            totals.Events++;
            totals.Pageviews += (int)(flags & RowFlags.Pageview);
            if (node != last) Pairs.Add(scan.Views[view].Segments.Items[segment].Visitor, node);
            last = node;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NodeOfVisit()
    {
        int node = GroupTree.Root;
        foreach (VisitLevel level in plan.VisitLevels) node = Tree.Child(node, level.Values.IdOf(_cursor.VisitCodes[(int)level.Code]));
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int NodeOfEvent(int visitNode, int row)
    {
        if (plan.EventLevels.Length == 0) return visitNode;
        EventLevel level = plan.EventLevels[0];
        return Tree.Child(visitNode, level.Values.IdOf(_cursor.View.Columns[(int)level.Column][row]));
    }
}
