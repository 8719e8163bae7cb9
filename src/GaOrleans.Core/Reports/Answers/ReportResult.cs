using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>The answer to a query before it is written.</summary>
public sealed record ReportResult
{
    /// <summary>The plan that it answers.</summary>
    public required PlannedReport Report { get; init; }

    /// <summary>The rows of the page asked for, in order.</summary>
    public required IReadOnlyList<ComparedRow> Rows { get; init; }

    /// <summary>Number of rows before pagination.</summary>
    public required int TotalRows { get; init; }

    /// <summary>Standard error of visitors in percent, 0 when all numbers are exact.</summary>
    public double VisitorErrorPercent { get; init; }

    /// <summary>Whether values were folded into <c>(other)</c>.</summary>
    public bool HasOtherRows { get; init; }

    /// <summary>Hours beyond the range after which a visit was cut off, because visits are not followed further; 0 when every visit is whole.</summary>
    public int VisitsCutHours { get; init; }
}
