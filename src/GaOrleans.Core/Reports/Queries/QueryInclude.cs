namespace GaOrleans.Core.Reports.Queries;

/// <summary>What a query wants beside its rows.</summary>
public sealed record QueryInclude
{
    /// <summary>All labels of the time dimension in <c>meta</c>.</summary>
    public bool TimeLabels { get; init; }

    /// <summary>The number of rows before pagination in <c>meta</c>.</summary>
    public bool TotalRows { get; init; }

    /// <summary>Accepted for clients that send it; there is no imported data.</summary>
    public bool Imports { get; init; }

    /// <summary>What to compare with, or null.</summary>
    public ComparisonSpec? Comparisons { get; init; }
}
