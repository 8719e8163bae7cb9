using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Journeys.Paths;

/// <summary>Paths as asked for.</summary>
public sealed record PathQuery : JourneyQuery
{
    /// <summary>Where paths begin, or null.</summary>
    public JourneyCondition? From { get; init; }

    /// <summary>Where paths end, or null; not together with <see cref="From"/>.</summary>
    public JourneyCondition? To { get; init; }

    /// <summary>Whether only page views are items.</summary>
    public bool HasOnlyPages { get; init; } = true;

    /// <summary>Whether an item several times in a row is several items.</summary>
    public bool KeepsRepeats { get; init; }

    /// <summary>Most items of a path.</summary>
    public int Steps { get; init; } = JourneyLimits.DefaultPathSteps;

    /// <summary>Most nodes of a step.</summary>
    public int Nodes { get; init; } = JourneyLimits.DefaultNodes;

    /// <inheritdoc/>
    public override JourneyQuery WithFilters(Func<string, IReadOnlyList<Filter>, IReadOnlyList<Filter>> replace) =>
        this with { Filters = replace("#/filters", Filters), From = Replace(From, "#/from", replace), To = Replace(To, "#/to", replace) };

    /// <inheritdoc/>
    public override PlannedJourney Plan(in PlanContext context, out string? error)
    {
        error = null;
        ResolvedRange range = RangeResolver.Resolve(DateRange, RelativeDate, context);
        var plan = new PathPlan
        {
            Range = range.Range,
            Filter = AllFilters,
            Goals = context.Goals,
            Anchor = (From ?? To)?.All,
            IsBackward = To is not null,
            HasOnlyPages = HasOnlyPages,
            KeepsRepeats = KeepsRepeats,
            Steps = Steps,
            Nodes = Nodes,
        };
        return new PlannedPaths(this, plan) { Zone = context.Zone, Range = range, ValidUntilMs = range.ValidUntilMs };
    }
}
