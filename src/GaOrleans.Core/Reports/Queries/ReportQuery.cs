using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>A query of the reports interface (API.md, Reports) as read: well-formed, but not yet checked against the site's goals and segments.</summary>
public sealed record ReportQuery
{
    /// <summary>The site's domain, or null when the query left it out.</summary>
    public string? SiteId { get; init; }

    /// <summary>What to count; at least one, no two alike.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Over which time.</summary>
    public required DateRangeSpec DateRange { get; init; }

    /// <summary>The moment that relative ranges refer to instead of today, or null.</summary>
    public DateOnly? RelativeDate { get; init; }

    /// <summary>By what to group; no two alike, at most one time dimension.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    /// <summary>The conditions of the top level; all must hold. Segments appear as matches of <see cref="DimensionKind.Segment"/> with their numbers as texts.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>The order asked for, or null for the default.</summary>
    public IReadOnlyList<QueryOrder>? OrderBy { get; init; }

    /// <summary>What to add to the answer.</summary>
    public QueryInclude Include { get; init; } = new();

    /// <summary>Most rows to answer.</summary>
    public int Limit { get; init; } = QueryLimits.MaxRows;

    /// <summary>Rows to leave out at the beginning.</summary>
    public int Offset { get; init; }
}
