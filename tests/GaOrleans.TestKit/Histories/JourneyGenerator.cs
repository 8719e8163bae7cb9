using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Journeys.Funnels;
using GaOrleans.Core.Reports.Journeys.Paths;
using GaOrleans.Core.Reports.Journeys.Retention;

namespace GaOrleans.TestKit.Histories;

/// <summary>Makes funnels, retention reports and paths over a history, with the ranges and filters of <see cref="PlanGenerator"/>.</summary>
public sealed class JourneyGenerator(Random random, History history)
{
    private const long MinuteMs = 60_000, HourMs = 60 * MinuteMs, DayMs = 24 * HourMs;

    /// <summary>Makes a funnel.</summary>
    public FunnelPlan Funnel()
    {
        ReportPlan plan = PlanGenerator.Make(random, history);
        return new FunnelPlan
        {
            Range = Wide(plan.Range),
            Filter = random.Next(2) == 0 ? null : plan.Filter,
            Goals = plan.Goals,
            Steps = [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Condition())],
            WindowMs = random.Next(2) == 0 ? null : Pick([1, MinuteMs, 30 * MinuteMs, 3 * HourMs, DayMs]),
            IsWithinVisit = random.Next(3) == 0,
            Breakdown = random.Next(3) == 0 ? new Dimension(Pick([DimensionKind.Source, DimensionKind.Country, DimensionKind.EntryPage, DimensionKind.ExitPageHostname, DimensionKind.City])) : null,
        };
    }

    /// <summary>Makes a retention report.</summary>
    public RetentionPlan Retention()
    {
        ReportPlan plan = PlanGenerator.Make(random, history);
        TimeRange range = Wide(plan.Range);
        return new RetentionPlan
        {
            Range = range with { FromMs = range.FromMs - Pick([0, 0, HourMs, DayMs]) },
            Filter = random.Next(2) == 0 ? null : plan.Filter,
            Goals = plan.Goals,
            Periods = SlotMaking.Make(Pick([DimensionKind.TimeHour, DimensionKind.TimeDay, DimensionKind.TimeDay, DimensionKind.TimeWeek]), range, history.Zone),
            MostPeriods = random.Next(3) == 0 ? random.Next(3) : int.MaxValue,
            First = random.Next(2) == 0 ? null : Condition(),
            Return = random.Next(2) == 0 ? null : Condition(),
        };
    }

    /// <summary>Makes paths.</summary>
    public PathPlan Paths()
    {
        ReportPlan plan = PlanGenerator.Make(random, history);
        return new PathPlan
        {
            Range = Wide(plan.Range),
            Filter = random.Next(2) == 0 ? null : plan.Filter,
            Goals = plan.Goals,
            Anchor = random.Next(3) == 0 ? null : Condition(),
            IsBackward = random.Next(2) == 0,
            HasOnlyPages = random.Next(2) == 0,
            KeepsRepeats = random.Next(3) == 0,
            Steps = random.Next(2, 7),
            Nodes = random.Next(1, 6),
        };
    }

    // Most journeys need more than an hour to show anything.
    private TimeRange Wide(TimeRange range) => random.Next(3) == 0 ? range : new TimeRange(range.FromMs - (6 * HourMs), range.ToMs + (6 * HourMs));

    private Filter Condition() => random.Next(8) switch
    {
        0 => Is(DimensionKind.EventName, "pageview"),
        1 => Is(DimensionKind.EventName, "signup"),
        2 => Is(DimensionKind.EventName, "purchase"),
        3 => new Filter.And([Is(DimensionKind.EventName, "pageview"), Is(DimensionKind.Page, Pick(["/", "/a*", "/b", "/A**"]))]),
        4 => Is(DimensionKind.Goal, Pick(["Signup", "Visit /a**", "Pro purchase", "Views"])),
        5 => new Filter.And([Is(DimensionKind.Goal, "Views"), Is(DimensionKind.Page, Pick(["/", "*x"])), Is(DimensionKind.Hostname, "x.example")]),
        6 => new Filter.Or([Is(DimensionKind.EventName, "signup"), Is(DimensionKind.Page, "/b"), Is(DimensionKind.Source, "Google")]),
        _ => PlanGenerator.Make(random, history).Filter is { } filter && !HasDone(filter) ? filter : Is(DimensionKind.Page, "/a*"),
    };

    private static Filter.Match Is(DimensionKind kind, string value) => new(MatchOperator.Is, new Dimension(kind), [value]);

    private static bool HasDone(Filter filter) => filter switch
    {
        Filter.HasDone => true,
        Filter.And and => and.Children.Any(HasDone),
        Filter.Or or => or.Children.Any(HasDone),
        Filter.Not not => HasDone(not.Child),
        _ => false,
    };

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
