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

    private static readonly byte[] Pageview = "pageview"u8.ToArray(), Direct = "\0\0\u0006Direct\0\0\0\0\0"u8.ToArray();

    /// <summary>What the first value of a column's dictionary is compared to: the likeliest value, so that small buckets need not tell it.</summary>
    public static ReadOnlySpan<byte> FirstNeighbour(Column column) => column switch { Column.Name => Pageview, Column.Origin => Direct, _ => default };

    /// <summary>The dictionary of a column.</summary>
    public static int Values(Column column) => 4 + (3 * (int)column);

    /// <summary>Tokens of a column's codes; empty when it has one value.</summary>
    public static int Tokens(Column column) => Values(column) + 1;

    /// <summary>Bits of a column's codes; empty when it has one value.</summary>
    public static int Bits(Column column) => Values(column) + 2;
}
