using System.Text.Json;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Retention;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>A funnel, retention or paths report as asked for: well-formed, but not yet checked against the site's goals and segments.</summary>
public abstract record JourneyQuery
{
    /// <summary>The site's domain, or null when it was left out.</summary>
    public string? SiteId { get; init; }

    /// <summary>Over which time.</summary>
    public DateRangeSpec DateRange { get; init; } = new DateRangeSpec.Named(DatePreset.Day);

    /// <summary>The moment that relative ranges refer to instead of today, or null.</summary>
    public DateOnly? RelativeDate { get; init; }

    /// <summary>What must hold for every event that counts.</summary>
    public IReadOnlyList<Filter> Filters { get; init; } = [];

    /// <summary>Reads a report's JSON. Whatever the bytes are, the result is a query or an error that names all that is wrong, one a line, each with its place.</summary>
    public static JourneyQuery? Parse(JourneyKind kind, ReadOnlyMemory<byte> utf8, out string? error)
    {
        using JsonDocument? document = QueryJson.Load(utf8, out error);
        if (document is null) return null;
        JourneyParser parser = kind switch
        {
            JourneyKind.Funnel => new FunnelParser(),
            JourneyKind.Retention => new RetentionParser(),
            _ => new PathParser(),
        };
        return parser.Parse(document.RootElement, out error);
    }

    /// <summary>The same with every list of filters replaced.</summary>
    /// <param name="replace">Given the place of a list and the list, the new one.</param>
    public abstract JourneyQuery WithFilters(Func<string, IReadOnlyList<Filter>, IReadOnlyList<Filter>> replace);

    /// <summary>Turns dates into instants and makes the plan; the query has been checked.</summary>
    /// <returns>The plan, or null with the error.</returns>
    public abstract PlannedJourney? Plan(in PlanContext context, out string? error);

    private protected Filter? AllFilters => Filters.Count switch
    {
        0 => null,
        1 => Filters[0],
        _ => new Filter.And(Filters),
    };

    private protected static JourneyCondition? Replace(JourneyCondition? condition, string path, Func<string, IReadOnlyList<Filter>, IReadOnlyList<Filter>> replace) =>
        condition is null ? null : condition with { Filters = replace(path, condition.Filters) };
}
