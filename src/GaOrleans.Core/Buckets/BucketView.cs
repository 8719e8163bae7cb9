using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// A bucket as reports read it: immutable columns, rows sorted by visitor (unsigned), then time, then content.
/// Rows of one visitor are a run. Safe for concurrent use.
/// </summary>
public sealed partial class BucketView
{
    /// <summary>Which bucket.</summary>
    public required BucketKey Key { get; init; }

    /// <summary>The tables that the codes of all columns refer to.</summary>
    public required SiteSymbols Symbols { get; init; }

    /// <summary>The visitor of each run, ascending and distinct.</summary>
    public required ulong[] RunVisitors { get; init; }

    /// <summary>First row of each run, and the number of rows as a last element.</summary>
    public required int[] RunStarts { get; init; }

    /// <summary>Time of each row in milliseconds after the start of the hour.</summary>
    public required int[] TimesMs { get; init; }

    /// <summary>Kind of each row.</summary>
    public required RowFlags[] Flags { get; init; }

    /// <summary>Rows that carry revenue, ascending.</summary>
    public required SparseRevenue[] Revenue { get; init; }

    /// <summary>Rows that carry engaged milliseconds, ascending.</summary>
    public required SparseValue[] EngagementMs { get; init; }

    /// <summary>Rows that carry a scroll depth, ascending.</summary>
    public required SparseValue[] ScrollDepth { get; init; }

    /// <summary>Number of rows.</summary>
    public int RowCount => TimesMs.Length;
}
