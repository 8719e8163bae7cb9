using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.TestKit.Histories;

/// <summary>Makes plans over a history: ranges that cut its visits, every dimension, nested filters, goals.</summary>
public sealed class PlanGenerator
{
    private static readonly Dictionary<string, string> NoProps = [];
    private static readonly Goal[] Goals =
    [
        new(1, "Signup", "signup", null, null, NoProps),
        new(2, "Visit /a**", null, "/a**", null, NoProps),
        new(3, "Pro purchase", "purchase", null, "EUR", new Dictionary<string, string> { ["plan"] = "pro" }),
        new(4, "Visit *x", null, "*x", null, NoProps),
        new(5, "Views", "pageview", null, null, NoProps),
    ];

    private static readonly DimensionKind[] VisitKinds =
    [
        .. Enum.GetValues<DimensionKind>().Where(kind => kind is >= DimensionKind.Source and <= DimensionKind.ExitPageHostname and not DimensionKind.CountryName),
    ];

    private static readonly string[] Values =
    [
        "/", "/a", "/A/x", "/a/*", "/a/y*", "*", "pageview", "signup", "purchase", "engagement", "", "Google", "Direct / None", "(not set)", "(none)",
        "DE", "Ulm", "Mobile", "pro", "free", "22", "x.example", "cpc", "Signup", "Visit*", "Views", "o",
    ];

    private static readonly string[] Expressions = ["a", "^/a", "o+g", "x$", "^p.*e", "[0-9]", "^$"];

    private readonly Random _random;
    private readonly History _history;

    private PlanGenerator(Random random, History history) => (_random, _history) = (random, history);

    /// <summary>Makes a plan over a history.</summary>
    public static ReportPlan Make(Random random, History history) => new PlanGenerator(random, history).Make();

    /// <summary>Makes a plan for visitors and events that asks for certain clients and origins, which few visits have, and for certain events.</summary>
    public static ReportPlan MakeNarrow(Random random, History history) => new PlanGenerator(random, history).MakeNarrow();

    private ReportPlan MakeNarrow()
    {
        var dimensions = new List<Dimension>();
        if (_random.Next(2) == 0) Add(dimensions, new Dimension(Pick([DimensionKind.Source, DimensionKind.Country, DimensionKind.Device])));
        if (_random.Next(2) == 0) Add(dimensions, new Dimension(Pick([DimensionKind.Page, DimensionKind.Hostname, DimensionKind.EventName])));
        List<Filter> filters = [Is(DimensionKind.Country, "DE", "US"), Is(DimensionKind.Source, "Google")];
        if (_random.Next(2) == 0) filters.Add(Is(DimensionKind.Device, "Mobile"));
        if (_random.Next(2) == 0 || dimensions.TrueForAll(dimension => !dimension.IsEvent)) filters.Add(Is(DimensionKind.Page, "/a*", "/", "/b"));
        if (_random.Next(2) == 0) filters.Add(Is(DimensionKind.EventName, "pageview"));
        if (_random.Next(4) == 0) filters.Add(new Filter.Or([Is(DimensionKind.Browser, "Chrome"), Is(DimensionKind.Page, "/b")]));
        return new ReportPlan
        {
            Range = MakeRange(),
            Counters = (Counters)_random.Next(1, 8) & (Counters.Visitors | Counters.Events),
            Dimensions = dimensions,
            Filter = new Filter.And(filters),
            Goals = Goals,
        };
    }

    private Filter.Match Is(DimensionKind kind, params IReadOnlyList<string> values) => new(MatchOperator.Is, new Dimension(kind), [Pick(values)], true);

    private ReportPlan Make()
    {
        TimeRange range = MakeRange();
        var dimensions = new List<Dimension>();
        for (int i = _random.Next(3); i > 0; i--) Add(dimensions, _random.Next(2) == 0 ? EventDimension() : VisitDimension());
        TimeSlots? slots = null;
        if (_random.Next(2) == 0) slots = AddTime(dimensions, range);
        return new ReportPlan
        {
            Range = range,
            Counters = _random.Next(3) == 0 ? (Counters)_random.Next(1, 64) : (Counters)63,
            Dimensions = dimensions,
            Slots = slots,
            Filter = _random.Next(4) == 0 ? null : MakeFilter(3, inDone: false),
            Goals = Goals,
            Currency = _random.Next(4) == 0 ? null : "EUR",
        };
    }

    private TimeRange MakeRange()
    {
        long first = _history.Arrivals.Min(hit => hit.TimeMs), last = _history.Arrivals.Max(hit => hit.TimeMs);
        long from = Edge(first, last), to = Edge(first, last);
        return from < to ? new TimeRange(from, to) : to < from ? new TimeRange(to, from) : new TimeRange(from, from + 1);
    }

    private long Edge(long first, long last) => _random.Next(5) switch
    {
        0 => _history.Zone.HourStart(_random.NextInt64(first, last + 1) / 1000) * 1000,
        1 => Pick(_history.Arrivals).TimeMs + _random.Next(-1, 2),
        2 => first - 3_600_000,
        3 => last + 3_600_000,
        _ => _random.NextInt64(first, last + 1),
    };

    private TimeSlots AddTime(List<Dimension> dimensions, TimeRange range)
    {
        DimensionKind[] kinds = range.ToMs - range.FromMs < 6 * 3_600_000
            ? [DimensionKind.TimeMinute, DimensionKind.TimeHour]
            : [DimensionKind.TimeHour, DimensionKind.TimeDay, DimensionKind.TimeWeek, DimensionKind.TimeMonth];
        DimensionKind kind = Pick(kinds);
        dimensions.Insert(_random.Next(dimensions.Count + 1), new Dimension(kind));
        return SlotMaking.Make(kind, range, _history.Zone);
    }

    private static void Add(List<Dimension> to, Dimension dimension)
    {
        if (!to.Contains(dimension)) to.Add(dimension);
    }

    private Filter MakeFilter(int depth, bool inDone)
    {
        int kind = depth == 0 ? 9 : _random.Next(10);
        return kind switch
        {
            0 or 1 => new Filter.And(Children(depth, inDone)),
            2 or 3 => new Filter.Or(Children(depth, inDone)),
            4 => new Filter.Not(MakeFilter(depth - 1, inDone)),
            5 when !inDone => new Filter.HasDone(MakeFilter(depth - 1, inDone: true), _random.Next(2) == 0),
            _ => MakeMatch(inDone),
        };
    }

    private List<Filter> Children(int depth, bool inDone) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => MakeFilter(depth - 1, inDone))];

    private Filter.Match MakeMatch(bool inDone)
    {
        Dimension dimension = inDone || _random.Next(2) == 0 ? EventDimension() : VisitDimension();
        var by = (MatchOperator)_random.Next(6);
        bool expression = by is MatchOperator.Matches or MatchOperator.MatchesNot;
        string[] values = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => Pick(expression ? Expressions : Values))];
        return new Filter.Match(by, dimension, values, _random.Next(4) > 0);
    }

    private Dimension EventDimension() => _random.Next(6) switch
    {
        0 => new Dimension(DimensionKind.EventName),
        1 or 2 => new Dimension(DimensionKind.Page),
        3 => new Dimension(DimensionKind.Hostname),
        4 => new Dimension(DimensionKind.Property, Pick(["plan", "size", "none"])),
        _ => new Dimension(DimensionKind.Goal),
    };

    private Dimension VisitDimension() => new(Pick(VisitKinds));

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
