using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>A query with everything resolved: what to count, and what is needed to write the answer.</summary>
public sealed record PlannedReport
{
    /// <summary>The query as resolved: segments expanded, <c>time</c> replaced by its step, the order filled in.</summary>
    public required ReportQuery Query { get; init; }

    /// <summary>The site's zone.</summary>
    public required ZoneRules Zone { get; init; }

    /// <summary>Its range.</summary>
    public required ResolvedRange Range { get; init; }

    /// <summary>The range it is compared with, or null.</summary>
    public ResolvedRange? ComparisonRange { get; init; }

    /// <summary>What to count for the range.</summary>
    public required PlannedTables Tables { get; init; }

    /// <summary>What to count for the comparison, or null.</summary>
    public PlannedTables? Comparison { get; init; }

    /// <summary>The names of goals that rows may have, or null for any.</summary>
    public IReadOnlySet<string>? GoalNames { get; init; }

    /// <summary>Currencies of revenue.</summary>
    public required CurrencyChoice Currency { get; init; }

    /// <summary>The instant from which on the same query may mean another range.</summary>
    public long ValidUntilMs => Math.Min(Range.ValidUntilMs, ComparisonRange?.ValidUntilMs ?? long.MaxValue);
}
