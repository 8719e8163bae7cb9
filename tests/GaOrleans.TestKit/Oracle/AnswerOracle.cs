using System.Globalization;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Histories;
using GaOrleans.TestKit.Queries;

namespace GaOrleans.TestKit.Oracle;

/// <summary>
/// What the answer to a query must say, from the definitions of API.md: ranges, steps, rates, currencies, rounding, order and pages.
/// Shares no code with parser, planner and composer.
/// </summary>
public sealed class AnswerOracle
{
    private static readonly Dictionary<string, Counters> Needed = new(StringComparer.Ordinal)
    {
        ["visits"] = Counters.Visits, ["views_per_visit"] = Counters.Visits, ["bounce_rate"] = Counters.Visits, ["visit_duration"] = Counters.Visits,
        ["pageviews"] = Counters.Events, ["events"] = Counters.Events, ["scroll_depth"] = Counters.Scroll, ["time_on_page"] = Counters.Engagement,
        ["average_revenue"] = Counters.Revenue, ["total_revenue"] = Counters.Revenue,
    };

    private readonly AskedQuery _query;
    private readonly IReadOnlyList<Hit> _hits;
    private readonly IReadOnlyList<Goal> _goals;
    private readonly Dimension[] _dimensions;
    private readonly ReportPlan _main;
    private readonly int _goal, _time;

    private AnswerOracle(AskedQuery query, IReadOnlyList<Hit> hits, ZoneRules zone, IReadOnlyList<Goal> goals)
    {
        (_query, _hits, _goals) = (query, hits, goals);
        _dimensions = [.. query.Dimensions.Select(dimension => dimension.Kind == DimensionKind.Time ? new Dimension(StepOf(query.Range, zone)) : dimension)];
        _goal = Array.FindIndex(_dimensions, dimension => dimension.Kind == DimensionKind.Goal);
        _time = Array.FindIndex(_dimensions, dimension => dimension.IsTime);
        _main = new ReportPlan
        {
            Range = query.Range,
            Counters = CountersOf(CurrencyOfAll()),
            Dimensions = _dimensions,
            Slots = _time < 0 ? null : Slots(_dimensions[_time].Kind, query.Range, zone),
            Filter = new Filter.And(query.Filters),
            Goals = goals,
            Currency = CurrencyOfAll(),
        };
    }

    /// <summary>The rows of the page asked for as <see cref="AnswerText"/> writes them, the number of all rows last.</summary>
    public static string Rows(AskedQuery query, IReadOnlyList<Hit> counted, ZoneRules zone, IReadOnlyList<Goal> goals) => new AnswerOracle(query, counted, zone, goals).Rows();

    private string Rows()
    {
        ReportPlan visitors = _main with { Counters = Counters.Visitors };
        var withoutGoal = new Filter.And([.. _query.Filters.Where(filter => filter is not Filter.Match { Dimension.Kind: DimensionKind.Goal })]);
        long share = Execute(visitors with { Dimensions = [], Slots = null }).Groups[0].Totals.Visitors;
        long conversion = Execute(visitors with { Dimensions = [], Slots = null, Filter = withoutGoal }).Groups[0].Totals.Visitors;
        ReportTable groups = Execute(visitors with { Dimensions = [.. _dimensions.Where(dimension => dimension.Kind != DimensionKind.Goal)], Filter = withoutGoal });
        var rows = new List<(string[] Values, int Label, string[] Metrics, decimal?[] Numbers)>();
        foreach (ReportGroup group in Execute(_main).Groups)
        {
            string[] others = [.. group.Values.Where((_, place) => place != _goal)];
            long ofGroup = groups.Groups.Where(other => other.Values.SequenceEqual(others)).Sum(other => other.Totals.Visitors);
            (decimal? Number, string? Currency)[] metrics = [.. _query.Metrics.Select(metric => Metric(metric, group, share, conversion, ofGroup))];
            rows.Add(([.. group.Values], group.TimeLabel, [.. metrics.Select(value => AnswerText.Of(value.Number, value.Currency))], [.. metrics.Select(value => value.Number)]));
        }

        IReadOnlyList<(string Name, bool Descending)> order = _query.Order ?? (_time < 0 ? [(_query.Metrics[0], true)] : [(AskedQuery.NameOf(_query.Dimensions[_time]), false), (_query.Metrics[0], true)]);
        rows.Sort((x, y) => Compare(x, y, order));
        return string.Join('\n', [.. rows.Skip(_query.Offset).Take(_query.Limit).Select(row => AnswerText.Row(row.Metrics, row.Values)), rows.Count.ToString(CultureInfo.InvariantCulture)]);
    }

    private ReportTable Execute(ReportPlan plan) => ReportOracle.Execute(plan, _hits);

    private (decimal? Number, string? Currency) Metric(string metric, ReportGroup group, long share, long conversion, long ofGroup)
    {
        GroupTotals t = group.Totals;
        return metric switch
        {
            "visitors" => (t.Visitors, null),
            "visits" => (t.Visits, null),
            "pageviews" => (t.Pageviews, null),
            "events" => (t.Events, null),
            "views_per_visit" => (Divide(t.VisitPageviews, t.Visits, 2), null),
            "bounce_rate" => (Divide(100 * t.Bounces, t.EntryVisits, 0), null),
            "visit_duration" => (Divide(t.DurationSeconds, t.Visits, 0), null),
            "percentage" => (Divide(100 * t.Visitors, share, 2), null),
            "conversion_rate" => (Divide(100 * t.Visitors, conversion, 2), null),
            "group_conversion_rate" => (Divide(100 * t.Visitors, ofGroup, 2), null),
            "scroll_depth" => (t.ScrollPairs == 0 ? null : Divide(t.ScrollDepthSum, t.ScrollPairs, 0), null),
            "time_on_page" => (t.EngagementPairs == 0 ? null : Divide(t.EngagementMs / 1000m, t.EngagementPairs, 0), null),
            _ => Revenue(metric, group),
        };
    }

    private (decimal? Number, string? Currency) Revenue(string metric, ReportGroup group)
    {
        string? currency = _goal < 0 ? _main.Currency : AskedGoals().First(goal => goal.DisplayName == group.Values[_goal]).Currency;
        if (currency is null) return default;
        ReportTable table = Execute(_main with { Counters = Counters.Revenue, Currency = currency });
        GroupTotals t = table.Groups.Where(other => other.Values.SequenceEqual(group.Values)).Select(other => other.Totals).FirstOrDefault();
        if (metric == "total_revenue") return ((decimal)t.RevenueMilli / 1000m, currency);
        return t.RevenueEvents == 0 ? (null, null) : (Divide((decimal)t.RevenueMilli / 1000m, t.RevenueEvents, 3), currency);
    }

    private int Compare((string[] Values, int Label, string[] Metrics, decimal?[] Numbers) x, (string[] Values, int Label, string[] Metrics, decimal?[] Numbers) y, IReadOnlyList<(string Name, bool Descending)> order)
    {
        foreach ((string name, bool descending) in order)
        {
            int metric = _query.Metrics.ToList().IndexOf(name), dimension = _query.Dimensions.Select(AskedQuery.NameOf).ToList().IndexOf(name);
            int by = dimension >= 0 ? (dimension == _time ? x.Label.CompareTo(y.Label) : string.CompareOrdinal(x.Values[dimension], y.Values[dimension]))
                : Nullable.Compare(x.Numbers[metric], y.Numbers[metric]);
            bool missing = metric >= 0 && (x.Numbers[metric] is null || y.Numbers[metric] is null);
            if (by != 0) return missing ? -by : descending ? -by : by;
        }

        int last = x.Label.CompareTo(y.Label);
        for (int i = 0; last == 0 && i < x.Values.Length; i++) last = string.CompareOrdinal(x.Values[i], y.Values[i]);
        return last;
    }

    private IEnumerable<Goal> AskedGoals() => _goals.Where(goal => _query.Filters.OfType<Filter.Match>().Where(match => match.Dimension.Kind == DimensionKind.Goal)
        .All(match => match.Values.Any(value => match.Operator == MatchOperator.Is ? goal.DisplayName == value : goal.DisplayName.Contains(value, StringComparison.Ordinal))));

    private string? CurrencyOfAll()
    {
        string[] currencies = [.. AskedGoals().Select(goal => goal.Currency).OfType<string>().Distinct(StringComparer.Ordinal)];
        return _goal < 0 && currencies.Length == 1 ? currencies[0] : null;
    }

    // Rows are the groups in which something that was asked for happened; with nothing else, visitors decide.
    private Counters CountersOf(string? currency)
    {
        Counters all = _query.Metrics.Aggregate(Counters.None, (sum, metric) => sum | Needed.GetValueOrDefault(metric, Counters.Visitors));
        if (currency is null) all &= ~Counters.Revenue;
        return all == Counters.None ? Counters.Visitors : all;
    }

    private static decimal Divide(decimal part, long whole, int decimals) => whole == 0 ? 0 : Math.Round(part / whole, decimals, MidpointRounding.AwayFromZero);

    private static DimensionKind StepOf(TimeRange range, ZoneRules zone) => (LocalDates.TimeAt(zone, range.ToMs) - LocalDates.TimeAt(zone, range.FromMs)).TotalDays switch
    {
        <= 2.0001 => DimensionKind.TimeHour,
        <= 92 => DimensionKind.TimeDay,
        _ => DimensionKind.TimeMonth,
    };

    // A week that began before the range bears the range's first day.
    private static TimeSlots Slots(DimensionKind kind, TimeRange range, ZoneRules zone)
    {
        TimeSlots slots = SlotMaking.Make(kind, range, zone);
        if (kind == DimensionKind.TimeWeek) slots.Labels[0] = LocalDates.At(zone, range.FromMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return slots;
    }
}
