using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>What the executor reads of a bucket: of one view, or of the shards of an hour merged.</summary>
internal sealed class ViewScan
{
    /// <summary>Start of the hour, milliseconds since 1970 UTC; in a <see cref="Tables.VisitTable"/>, what the times of the visit at hand count from.</summary>
    public required long BaseMs { get; set; }

    /// <summary>The rows cut into segments.</summary>
    public required VisitSegments Segments { get; init; }

    /// <summary>Time of each row after <see cref="BaseMs"/>.</summary>
    public required int[] TimesMs { get; init; }

    /// <summary>Kind of each row.</summary>
    public required RowFlags[] Flags { get; init; }

    /// <summary>Codes of each row by <see cref="Column"/>; columns that the plan does not use may be empty.</summary>
    public required int[][] Columns { get; init; }

    /// <summary>Revenue by row.</summary>
    public required SparseRevenue[] Revenue { get; init; }

    /// <summary>Engaged milliseconds by row.</summary>
    public required SparseValue[] EngagementMs { get; init; }

    /// <summary>Scroll depth by row.</summary>
    public required SparseValue[] ScrollDepth { get; init; }

    /// <summary>For each segment the code of its first event in the client or origin column; -1 when it has no event. Made at first use.</summary>
    public int[] FirstCodes(Column column) => Segments.FirstCodes(column, Columns[(int)column], Flags);

    /// <summary>Reads a view.</summary>
    public static ViewScan Of(BucketView view, ColumnSet columns)
    {
        var codes = new int[6][];
        for (int i = 0; i < codes.Length; i++) codes[i] = columns.Has((Column)i) ? view.Codes((Column)i) : [];
        return new ViewScan
        {
            BaseMs = view.Key.Hour * 1000,
            Segments = view.Segments,
            TimesMs = view.TimesMs,
            Flags = view.Flags,
            Columns = codes,
            Revenue = view.Revenue,
            EngagementMs = view.EngagementMs,
            ScrollDepth = view.ScrollDepth,
        };
    }
}
