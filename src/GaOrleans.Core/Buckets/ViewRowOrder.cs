namespace GaOrleans.Core.Buckets;

/// <summary>The order of rows in different views of a site: time, visitor, content, as <see cref="HitOrder"/> has it.</summary>
internal static class ViewRowOrder
{
    /// <summary>Compares two rows.</summary>
    public static int Compare(BucketView left, int leftRow, BucketView right, int rightRow)
    {
        int order = left.TimesMs[leftRow].CompareTo(right.TimesMs[rightRow]);
        if (order == 0) order = Visitor(left, leftRow).CompareTo(Visitor(right, rightRow));
        for (Column column = Column.Name; column <= Column.Props && order == 0; column++)
            order = left.Symbols[column][left.Codes(column)[leftRow]].SequenceCompareTo(right.Symbols[column][right.Codes(column)[rightRow]]);
        if (order == 0) order = left.Flags[leftRow].CompareTo(right.Flags[rightRow]);
        if (order == 0) order = CompareRevenue(left.Revenue, leftRow, right.Revenue, rightRow);
        if (order == 0) order = Value(left.EngagementMs, leftRow).CompareTo(Value(right.EngagementMs, rightRow));
        return order != 0 ? order : Value(left.ScrollDepth, leftRow).CompareTo(Value(right.ScrollDepth, rightRow));
    }

    private static ulong Visitor(BucketView view, int row)
    {
        int run = Array.BinarySearch(view.RunStarts, row);
        return view.RunVisitors[run >= 0 ? run : ~run - 1];
    }

    private static int Value(SparseValue[] column, int row)
    {
        int at = SparseRows.Find(column, row);
        return at < 0 ? -1 : column[at].Value;
    }

    private static int CompareRevenue(SparseRevenue[] left, int leftRow, SparseRevenue[] right, int rightRow)
    {
        int leftAt = SparseRows.Find(left, leftRow), rightAt = SparseRows.Find(right, rightRow);
        SparseRevenue leftEntry = leftAt < 0 ? default : left[leftAt], rightEntry = rightAt < 0 ? default : right[rightAt];
        int order = leftEntry.Currency.CompareTo(rightEntry.Currency);
        return order != 0 ? order : leftEntry.Milli.CompareTo(rightEntry.Milli);
    }
}
