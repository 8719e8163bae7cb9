namespace GaOrleans.Core.Buckets;

/// <summary>Where a view gets a column from when it is first asked for it. Safe for concurrent use; may do its work twice.</summary>
internal abstract class ViewSource
{
    /// <summary>The column in the order of the view's rows.</summary>
    /// <param name="column">Which.</param>
    /// <param name="values">The bucket's values of the column, each used by at least one row.</param>
    /// <returns>For each row the index of its value; the caller may write to the array.</returns>
    public abstract int[] Decode(Column column, out ColumnValues values);

    /// <summary>The event id of each row, 0 for none; null when no row has one.</summary>
    public abstract ulong[]? EventIds();
}
