using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>A funnel as asked for.</summary>
public sealed record FunnelQuery : JourneyQuery
{
    /// <summary>The steps in their order.</summary>
    public required IReadOnlyList<JourneyCondition> Steps { get; init; }

    /// <summary>Longest time from the first step to the last in seconds, or null for any.</summary>
    public int? WindowSeconds { get; init; }

    /// <summary>Whether all steps must be in one visit.</summary>
    public bool IsWithinVisit { get; init; }

    /// <summary>The visit dimension to group by, or null.</summary>
    public Dimension? Breakdown { get; init; }

    /// <summary>Most groups in the answer.</summary>
    public int Limit { get; init; } = JourneyLimits.DefaultGroups;

    /// <inheritdoc/>
    public override JourneyQuery WithFilters(Func<string, IReadOnlyList<Filter>, IReadOnlyList<Filter>> replace) =>
        this with { Filters = replace("#/filters", Filters), Steps = [.. Steps.Select((step, i) => Replace(step, $"#/steps/{i}", replace)!)] };

    /// <inheritdoc/>
    public override PlannedJourney Plan(in PlanContext context, out string? error)
    {
        error = null;
        ResolvedRange range = RangeResolver.Resolve(DateRange, RelativeDate, context);
        var plan = new FunnelPlan
        {
            Range = range.Range,
            Filter = AllFilters,
            Goals = context.Goals,
            Steps = [.. Steps.Select(step => step.All)],
            WindowMs = WindowSeconds * 1000L,
            IsWithinVisit = IsWithinVisit,
            Breakdown = Breakdown,
        };
        return new PlannedFunnel(this, plan) { Zone = context.Zone, Range = range, ValidUntilMs = range.ValidUntilMs };
    }
}
