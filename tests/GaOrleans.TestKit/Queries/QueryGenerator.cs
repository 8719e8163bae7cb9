using System.Globalization;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.TestKit.Histories;

namespace GaOrleans.TestKit.Queries;

/// <summary>Makes queries over a history: metrics that go together with dimensions and nested filters, ranges that cut visits, orders and pages.</summary>
public sealed class QueryGenerator
{
    private const long MinuteMs = 60_000, HourMs = 60 * MinuteMs, DayMs = 24 * HourMs;

    private static readonly Dictionary<string, string> NoProps = [];

    private static readonly DimensionKind[] VisitKinds = [.. Enum.GetValues<DimensionKind>().Where(kind => kind is >= DimensionKind.Source and <= DimensionKind.CityName)];
    private static readonly DimensionKind[] PageKinds = [DimensionKind.EntryPage, DimensionKind.ExitPage, DimensionKind.EntryPageHostname, DimensionKind.ExitPageHostname];

    private static readonly string[] Values =
    [
        "/", "/a", "/A/x", "/a/*", "/a/y*", "*", "pageview", "signup", "purchase", "engagement", "", "Google", "Direct / None", "(not set)", "(none)",
        "Germany", "Ulm", "Mobile", "pro", "free", "22", "x.example", "cpc", "o", "(other)",
    ];

    private static readonly string[] Expressions = ["a", "^/a", "o+g", "x$", "^p.*e", "[0-9]", "^$"];

    private readonly Random _random;
    private readonly History _history;
    private readonly long _nowMs;

    private QueryGenerator(Random random, History history, long nowMs) => (_random, _history, _nowMs) = (random, history, nowMs);

    /// <summary>The goals that queries are about; names alone decide which goal a filter means, even names with asterisks.</summary>
    public static IReadOnlyList<Goal> Goals { get; } =
    [
        new(0, "Signup", "signup", null, "USD", NoProps),
        new(0, "Visit /a**", null, "/a**", null, NoProps),
        new(0, "Visit /ab", null, "/b", null, NoProps),
        new(0, "Pro purchase", "purchase", null, "EUR", new Dictionary<string, string> { ["plan"] = "pro" }),
    ];

    /// <summary>Makes a query.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="history">The hits it is about.</param>
    /// <param name="nowMs">The time at which it is asked.</param>
    public static AskedQuery Make(Random random, History history, long nowMs) => new QueryGenerator(random, history, nowMs).Make();

    private AskedQuery Make()
    {
        (string json, TimeRange range) = MakeRange();
        List<Dimension> dimensions = MakeDimensions(range);
        List<Filter> filters = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => TopFilter())];
        List<string> metrics = MakeMetrics(dimensions, filters);
        return new AskedQuery
        {
            Metrics = metrics,
            Dimensions = dimensions,
            Filters = filters,
            RangeJson = json,
            Range = range,
            Order = _random.Next(3) == 0 ? MakeOrder(metrics, dimensions) : null,
            Limit = _random.Next(4) == 0 ? _random.Next(1, 5) : 10_000,
            Offset = _random.Next(6) == 0 ? _random.Next(4) : 0,
        };
    }

    private (string Json, TimeRange Range) MakeRange()
    {
        long first = _history.Arrivals.Min(hit => hit.TimeMs), last = _history.Arrivals.Max(hit => hit.TimeMs);
        DateOnly today = DateOf(_nowMs);
        switch (_random.Next(8))
        {
            case 0:
                return ("\"day\"", Days(today, today));
            case 1:
                int days = _random.Next(1, 40);
                return ($"\"{days.ToString(CultureInfo.InvariantCulture)}d\"", Days(today.AddDays(-days), today.AddDays(-1)));
            case 2:
                return ("\"all\"", Days(DateOf(_history.Arrivals.Min(hit => hit.Hour) * 1000), today));
            case 3:
                return ("\"24h\"", new TimeRange((_nowMs / 1000 * 1000) - DayMs, (_nowMs / 1000 * 1000) + 1000));
            case 4 or 5:
                DateOnly from = DateOf(_random.NextInt64(first - DayMs, last + DayMs)), to = from.AddDays(_random.Next(_random.Next(2) == 0 ? 1 : 12));
                return ($"[\"{from:yyyy-MM-dd}\",\"{to:yyyy-MM-dd}\"]", Days(from, to));
            default:
                long start = Edge(first, last) / 1000 * 1000, end = Edge(first, last) / 1000 * 1000;
                if (end < start) (start, end) = (end, start);
                return ($"[\"{Instant(start)}\",\"{Instant(end)}\"]", new TimeRange(start, end + 1000));
        }
    }

    private long Edge(long first, long last) => _random.Next(3) switch
    {
        0 => _history.Zone.HourStart(_random.NextInt64(first, last + 1) / 1000) * 1000,
        1 => Pick(_history.Arrivals).TimeMs,
        _ => _random.NextInt64(first - HourMs, last + HourMs),
    };

    private List<Dimension> MakeDimensions(TimeRange range)
    {
        var dimensions = new List<Dimension>();
        for (int i = _random.Next(3); i > 0; i--) Add(dimensions, _random.Next(2) == 0 ? EventDimension() : VisitDimension());
        if (_random.Next(2) != 0) return dimensions;
        DimensionKind[] kinds = [DimensionKind.Time, DimensionKind.TimeHour, DimensionKind.TimeDay, DimensionKind.TimeWeek, DimensionKind.TimeMonth];
        dimensions.Insert(_random.Next(dimensions.Count + 1), new Dimension(range.ToMs - range.FromMs < 6 * HourMs && _random.Next(2) == 0 ? DimensionKind.TimeMinute : Pick(kinds)));
        return dimensions;
    }

    private static void Add(List<Dimension> to, Dimension dimension)
    {
        if (!to.Contains(dimension)) to.Add(dimension);
    }

    // What goes together, as docs/reports.md and Plausible's documentation say.
    private List<string> MakeMetrics(List<Dimension> dimensions, List<Filter> filters)
    {
        Dimension[] events = [.. dimensions.Where(dimension => dimension.IsEvent)];
        bool byPage = events is [{ Kind: DimensionKind.Page }], byVisitPage = dimensions.Exists(dimension => PageKinds.Contains(dimension.Kind));
        bool pageFilter = filters.Exists(filter => Mentions(filter, DimensionKind.Page)), topPage = filters.Exists(filter => filter is Filter.Match { Dimension.Kind: DimensionKind.Page });
        bool goal = events.Contains(new Dimension(DimensionKind.Goal)) || filters.Exists(filter => filter is Filter.Match { Dimension.Kind: DimensionKind.Goal });
        bool hasPage = events.Contains(new Dimension(DimensionKind.Page));
        List<string> may = ["visitors", "visits", "percentage"];
        if (byPage || !byVisitPage) may.AddRange(["pageviews", "events", "average_revenue", "total_revenue"]);
        if (byPage || events.Length == 0) may.AddRange(["bounce_rate", "visit_duration"]);
        if (dimensions.Count == 0 && !pageFilter) may.Add("views_per_visit");
        if (hasPage || pageFilter) may.Add("time_on_page");
        if ((hasPage || topPage) && (byPage || !byVisitPage)) may.Add("scroll_depth");
        if (goal && !filters.Exists(HasDeepProperty)) may.AddRange(["conversion_rate", "group_conversion_rate"]);
        string[] shuffled = [.. may];
        _random.Shuffle(shuffled);
        return [.. shuffled.Take(_random.Next(1, shuffled.Length + 1))];
    }

    private List<(string Name, bool Descending)> MakeOrder(List<string> metrics, List<Dimension> dimensions)
    {
        string[] names = [.. metrics, .. dimensions.Select(AskedQuery.NameOf)];
        _random.Shuffle(names);
        return [.. names.Take(_random.Next(1, 3)).Select(name => (name, _random.Next(2) == 0))];
    }

    // Goals and hosts may only be asked for at the top.
    private Filter TopFilter() => _random.Next(5) switch
    {
        0 => new Filter.Match(_random.Next(3) > 0 ? MatchOperator.Is : MatchOperator.Contains, new Dimension(DimensionKind.Goal), [.. Some([.. Goals.Select(goal => goal.DisplayName)])], true),
        1 => Match(new Dimension(DimensionKind.Hostname)),
        _ => MakeFilter(3, inDone: false),
    };

    private Filter MakeFilter(int depth, bool inDone) => (depth == 0 ? 9 : _random.Next(10)) switch
    {
        0 or 1 => new Filter.And(Children(depth, inDone)),
        2 or 3 => new Filter.Or(Children(depth, inDone)),
        4 => new Filter.Not(MakeFilter(depth - 1, inDone)),
        5 when !inDone => new Filter.HasDone(MakeFilter(depth - 1, inDone: true), _random.Next(2) == 0),
        _ => Match(inDone || _random.Next(2) == 0 ? FilteredEvent(inDone) : VisitDimension()),
    };

    private List<Filter> Children(int depth, bool inDone) => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => MakeFilter(depth - 1, inDone))];

    private Filter.Match Match(Dimension dimension)
    {
        var by = (MatchOperator)_random.Next(6);
        string[] from = by is MatchOperator.Matches or MatchOperator.MatchesNot ? Expressions
            : dimension.Kind == DimensionKind.Country ? ["DE", "US", "FR"] : Values;
        return new Filter.Match(by, dimension, [.. Some(from)], _random.Next(4) > 0);
    }

    private IEnumerable<string> Some(string[] from)
    {
        for (int i = _random.Next(1, 3); i > 0; i--) yield return Pick(from);
    }

    private Dimension EventDimension() => _random.Next(6) switch
    {
        0 => new Dimension(DimensionKind.EventName),
        1 or 2 => new Dimension(DimensionKind.Page),
        3 => new Dimension(DimensionKind.Hostname),
        4 => new Dimension(DimensionKind.Property, Pick(["plan", "size", "none"])),
        _ => new Dimension(DimensionKind.Goal),
    };

    private Dimension FilteredEvent(bool inDone)
    {
        while (true)
        {
            Dimension dimension = EventDimension();
            if (dimension.Kind != DimensionKind.Goal && (inDone || dimension.Kind != DimensionKind.Hostname)) return dimension;
        }
    }

    private Dimension VisitDimension() => new(_random.Next(4) == 0 ? Pick(PageKinds) : Pick(VisitKinds));

    private static bool HasDeepProperty(Filter filter) => filter is not Filter.Match && Mentions(filter, DimensionKind.Property, done: true);

    private static bool Mentions(Filter filter, DimensionKind kind, bool done = false) => filter switch
    {
        Filter.And and => and.Children.Any(child => Mentions(child, kind, done)),
        Filter.Or or => or.Children.Any(child => Mentions(child, kind, done)),
        Filter.Not not => Mentions(not.Child, kind, done),
        Filter.HasDone has => done && Mentions(has.Child, kind, done),
        Filter.Match match => match.Dimension.Kind == kind,
        _ => false,
    };

    private DateOnly DateOf(long ms) => LocalDates.At(_history.Zone, ms);

    private TimeRange Days(DateOnly first, DateOnly last) => new(LocalDates.StartOf(_history.Zone, first), LocalDates.StartOf(_history.Zone, last.AddDays(1)));

    private static string Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
