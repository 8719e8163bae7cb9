namespace GaOrleans.Core.Reports;

/// <summary>What the executor counted: a row a group, in no particular order.</summary>
public sealed record ReportTable
{
    /// <summary>The groups. For a plan without dimensions exactly one, even when nothing happened.</summary>
    public required IReadOnlyList<ReportGroup> Groups { get; init; }

    /// <summary>Standard error of <see cref="GroupTotals.Visitors"/> in percent where a sketch counted them; 0 when all counts are exact.</summary>
    public double VisitorErrorPercent { get; init; }

    /// <summary>Whether a bucket's limit on distinct values has folded values into <c>(other)</c> in a dimension that the plan uses.</summary>
    public bool HasOtherRows { get; init; }
}
