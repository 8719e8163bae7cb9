namespace GaOrleans.Core.Buckets;

/// <summary>The blocks of a stored bucket, in order. Persisted.</summary>
internal static class StoredBlocks
{
    /// <summary>Bits of visitors, run lengths and times.</summary>
    public const int RowBits = 0;

    /// <summary>Tokens of run lengths and times.</summary>
    public const int RowTokens = 1;

    /// <summary>Rows that are not interactive, revenue, engaged time, scroll depth.</summary>
    public const int Rare = 2;

    /// <summary>Event ids.</summary>
    public const int EventIds = 3;

    /// <summary>How many there are.</summary>
    public const int Count = 4 + (3 * 6);

    /// <summary>The dictionary of a column.</summary>
    public static int Values(Column column) => 4 + (3 * (int)column);

    /// <summary>Tokens of a column's codes; empty when it has one value.</summary>
    public static int Tokens(Column column) => Values(column) + 1;

    /// <summary>Bits of a column's codes; empty when it has one value.</summary>
    public static int Bits(Column column) => Values(column) + 2;
}
