using System.Diagnostics.CodeAnalysis;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Planning;

/// <summary>Makes plans of queries that <see cref="QueryValidator"/> has passed.</summary>
public static class ReportPlanner
{
    /// <summary>Plans a query.</summary>
    /// <param name="query">The query, its segments expanded.</param>
    /// <param name="context">Zone, moment and goals.</param>
    /// <param name="error">Why it cannot be planned; null when it can.</param>
    /// <returns>The plan, or null with the error.</returns>
    public static PlannedReport? Plan(ReportQuery query, in PlanContext context, out string? error)
    {
        ResolvedRange range = RangeResolver.Resolve(query.DateRange, query.RelativeDate, context);
        ReportQuery resolved = ResolveTime(query, StepFor(range, context));
        ResolvedRange? other = query.Include.Comparisons is { } spec ? ComparisonRange.Resolve(spec, range, query.RelativeDate, context) : null;
        Goal[]? goals = MatchingGoals(query.Filters, context.Goals);
        CurrencyChoice currency = Currency(resolved, goals ?? context.Goals);
        if (!TryTables(resolved, range, currency, context, out PlannedTables? tables, out error)) return null;
        PlannedTables? comparison = null;
        if (other is not null && !TryTables(resolved, other, currency, context, out comparison, out error)) return null;
        return new PlannedReport
        {
            Query = resolved,
            Zone = context.Zone,
            Range = range,
            ComparisonRange = other,
            Tables = tables,
            Comparison = comparison,
            GoalNames = goals?.Select(goal => goal.DisplayName).ToHashSet(StringComparer.Ordinal),
            Currency = currency,
        };
    }

    private static DimensionKind StepFor(ResolvedRange range, in PlanContext context) => SlotBuilder.StepFor(range.Range, new LocalCalendar(context.Zone));

    private static ReportQuery ResolveTime(ReportQuery query, DimensionKind step)
    {
        Dimension Resolve(Dimension dimension) => dimension.Kind == DimensionKind.Time ? new Dimension(step) : dimension;
        Dimension[] dimensions = [.. query.Dimensions.Select(Resolve)];
        QueryOrder[] order = query.OrderBy is { } given
            ? [.. given.Select(entry => entry.Dimension is { } dimension ? entry with { Dimension = Resolve(dimension) } : entry)]
            : DefaultOrder(query.Metrics[0], dimensions);
        return query with { Dimensions = dimensions, OrderBy = order };
    }

    private static QueryOrder[] DefaultOrder(Metric first, Dimension[] dimensions)
    {
        var byMetric = new QueryOrder(first, null, Descending: true);
        foreach (Dimension dimension in dimensions)
        {
            if (dimension.IsTime) return [new QueryOrder(null, dimension, Descending: false), byMetric];
        }

        return [byMetric];
    }

    // The goals that the top-level filters leave, or null when no filter is about goals.
    private static Goal[]? MatchingGoals(IReadOnlyList<Filter> filters, IReadOnlyList<Goal> goals)
    {
        IEnumerable<Goal>? left = null;
        foreach (Filter filter in filters)
        {
            if (filter is Filter.Match { Dimension.Kind: DimensionKind.Goal } match) left = (left ?? goals).Where(goal => Matches(match, goal.DisplayName));
        }

        return left?.ToArray();
    }

    private static bool Matches(Filter.Match match, string name)
    {
        StringComparison comparison = match.CaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return match.Values.Any(value => match.Operator == MatchOperator.Is ? name.Equals(value, comparison) : name.Contains(value, comparison));
    }

    private static CurrencyChoice Currency(ReportQuery query, IReadOnlyList<Goal> goals)
    {
        bool asked = query.Metrics.Contains(Metric.TotalRevenue) || query.Metrics.Contains(Metric.AverageRevenue);
        return asked ? CurrencyChoice.From(goals, query.Dimensions.Contains(new Dimension(DimensionKind.Goal))) : CurrencyChoice.None;
    }

    private static bool TryTables(
        ReportQuery query, ResolvedRange range, CurrencyChoice currency, in PlanContext context, [NotNullWhen(true)] out PlannedTables? tables, out string? error)
    {
        tables = null;
        error = null;
        TimeSlots? slots = null;
        if (query.Dimensions.FirstOrDefault(dimension => dimension.IsTime) is { IsTime: true } time)
        {
            slots = SlotBuilder.Build(time.Kind, range.Range, context.Zone);
            if (slots is null)
            {
                error = $"Invalid dimensions. The date range has more than {QueryLimits.TimeSlots} steps of `{QueryNames.Of(time)}`.";
                return false;
            }
        }

        tables = Tables(query, range.Range, slots, currency, context.Goals);
        return true;
    }

    private static PlannedTables Tables(ReportQuery query, TimeRange range, TimeSlots? slots, CurrencyChoice currency, IReadOnlyList<Goal> goals)
    {
        Counters counters = CountersOf(query.Metrics);
        if (currency.Single is null) counters &= ~Counters.Revenue;
        // Some counter must decide which groups there are.
        if (counters == Counters.None) counters = Counters.Visitors;
        var main = new ReportPlan
        {
            Range = range,
            Counters = counters,
            Dimensions = query.Dimensions,
            Slots = slots,
            Filter = All(query.Filters),
            Goals = goals,
            Currency = currency.Single,
        };
        ReportPlan visitors = main with { Counters = Counters.Visitors, Currency = null };
        Filter? withoutGoal = All([.. query.Filters.Where(filter => filter is not Filter.Match { Dimension.Kind: DimensionKind.Goal })]);
        Dimension[] groups = [.. query.Dimensions.Where(dimension => dimension.Kind != DimensionKind.Goal)];
        return new PlannedTables
        {
            Main = main,
            ShareBase = query.Metrics.Contains(Metric.Percentage) ? visitors with { Dimensions = [], Slots = null } : null,
            ConversionBase = query.Metrics.Contains(Metric.ConversionRate) ? visitors with { Dimensions = [], Slots = null, Filter = withoutGoal } : null,
            GroupBase = query.Metrics.Contains(Metric.GroupConversionRate) ? visitors with { Dimensions = groups, Filter = withoutGoal } : null,
            Revenue = currency.ByGoal.Values.Distinct(StringComparer.Ordinal)
                .ToDictionary(code => code, code => main with { Counters = Counters.Revenue, Currency = code }, StringComparer.Ordinal),
        };
    }

    private static Filter? All(IReadOnlyList<Filter> filters) => filters.Count switch
    {
        0 => null,
        1 => filters[0],
        _ => new Filter.And(filters),
    };

    private static Counters CountersOf(IReadOnlyList<Metric> metrics)
    {
        Counters counters = Counters.None;
        foreach (Metric metric in metrics)
        {
            counters |= metric switch
            {
                Metric.Visits or Metric.ViewsPerVisit or Metric.BounceRate or Metric.VisitDuration => Counters.Visits,
                Metric.Pageviews or Metric.Events => Counters.Events,
                Metric.ScrollDepth => Counters.Scroll,
                Metric.TimeOnPage => Counters.Engagement,
                Metric.AverageRevenue or Metric.TotalRevenue => Counters.Revenue,
                _ => Counters.Visitors,
            };
        }

        return counters;
    }
}
