namespace GaOrleans.Core.Buckets;

/// <summary>The columns of a view that every query reads.</summary>
/// <param name="RunVisitors">Visitor of each run.</param>
/// <param name="RunStarts">First row of each run, then the number of rows.</param>
/// <param name="TimesMs">Time of each row.</param>
/// <param name="Flags">Kind of each row.</param>
/// <param name="Revenue">Rows with revenue.</param>
/// <param name="EngagementMs">Rows with engaged time.</param>
/// <param name="ScrollDepth">Rows with a scroll depth.</param>
internal sealed record ViewRows(ulong[] RunVisitors, int[] RunStarts, int[] TimesMs, RowFlags[] Flags,
    SparseRevenue[] Revenue, SparseValue[] EngagementMs, SparseValue[] ScrollDepth);
