using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Adds rows to the event counters of groups.</summary>
internal sealed class RowCounter(CompiledPlan plan, GroupTree tree)
{
    private readonly bool _revenue = (plan.Asked & Counters.Revenue) != Counters.None && plan.Currency != 0;
    private readonly bool _scroll = (plan.Asked & Counters.Scroll) != Counters.None;
    private readonly bool _engagement = (plan.Asked & Counters.Engagement) != Counters.None;
    private readonly PairSums _scrollPairs = new();
    private readonly PairSums _engagementPairs = new();
    private ViewScan _view = null!;
    private int _revenueAt, _scrollAt, _engagementAt;

    /// <summary>Whether nothing but events and page views is counted, so that engagement rows do not matter.</summary>
    public bool CountsOnlyEvents => !(_revenue || _scroll || _engagement);

    /// <summary>Moves to a part of a view; its rows then come in ascending order.</summary>
    public void Enter(ViewScan view, int startRow)
    {
        if (CountsOnlyEvents && ReferenceEquals(_view, view)) return;
        _view = view;
        if (_revenue) _revenueAt = FirstRevenue(view.Revenue, startRow);
        if (_scroll) _scrollAt = FirstValue(view.ScrollDepth, startRow);
        if (_engagement) _engagementAt = FirstValue(view.EngagementMs, startRow);
    }

    /// <summary>Adds so many events to a group.</summary>
    public void Add(int group, int events, int pageviews)
    {
        ref GroupTotals totals = ref tree.Totals[group];
        totals.Events += events;
        totals.Pageviews += pageviews;
    }

    /// <summary>Adds a row of the view to a group.</summary>
    public void Count(int group, int row)
    {
        ref GroupTotals totals = ref tree.Totals[group];
        RowFlags flags = _view.Flags[row];
        if ((flags & RowFlags.Engagement) == RowFlags.None) totals.Events++;
        if ((flags & RowFlags.Pageview) != RowFlags.None) totals.Pageviews++;
        if (_revenue) CountRevenue(ref totals, row);
        if (_scroll && TryValue(_view.ScrollDepth, ref _scrollAt, row, out int depth)) _scrollPairs.Add(group, _view.Columns[(int)Column.Page][row], depth);
        if (_engagement && TryValue(_view.EngagementMs, ref _engagementAt, row, out int ms)) _engagementPairs.Add(group, _view.Columns[(int)Column.Page][row], ms);
    }

    /// <summary>Closes the pairs of a visit.</summary>
    public void EndVisit()
    {
        if (_engagement) _engagementPairs.FoldEngagement(tree.Totals);
    }

    /// <summary>Closes the pairs of a visitor.</summary>
    public void EndVisitor()
    {
        if (_scroll) _scrollPairs.FoldScroll(tree.Totals);
    }

    private static bool TryValue(SparseValue[] values, ref int at, int row, out int value)
    {
        while (at < values.Length && values[at].Row < row) at++;
        bool found = at < values.Length && values[at].Row == row;
        value = found ? values[at].Value : 0;
        return found;
    }

    private static int FirstValue(SparseValue[] values, int row)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle].Row < row) low = middle + 1; else high = middle;
        }

        return low;
    }

    private static int FirstRevenue(SparseRevenue[] values, int row)
    {
        int low = 0, high = values.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (values[middle].Row < row) low = middle + 1; else high = middle;
        }

        return low;
    }

    private void CountRevenue(ref GroupTotals totals, int row)
    {
        SparseRevenue[] values = _view.Revenue;
        while (_revenueAt < values.Length && values[_revenueAt].Row < row) _revenueAt++;
        if (_revenueAt == values.Length || values[_revenueAt].Row != row || values[_revenueAt].Currency != plan.Currency) return;
        totals.RevenueMilli += values[_revenueAt].Milli;
        totals.RevenueEvents++;
    }
}
