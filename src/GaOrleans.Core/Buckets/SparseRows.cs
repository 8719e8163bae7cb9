namespace GaOrleans.Core.Buckets;

/// <summary>Finding rows in sparse columns, which are ascending by row.</summary>
internal static class SparseRows
{
    /// <summary>The index of a row's entry; negative when it has none.</summary>
    public static int Find(ReadOnlySpan<SparseRevenue> entries, int row)
    {
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (entries[middle].Row == row) return middle;
            if (entries[middle].Row < row) low = middle + 1; else high = middle - 1;
        }

        return -1;
    }

    /// <summary>The index of a row's entry; negative when it has none.</summary>
    public static int Find(ReadOnlySpan<SparseValue> entries, int row)
    {
        int low = 0, high = entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            if (entries[middle].Row == row) return middle;
            if (entries[middle].Row < row) low = middle + 1; else high = middle - 1;
        }

        return -1;
    }
}
