using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// A plan made ready for the symbols of a site. The levels of its grouping are the visit dimensions, then the event dimensions, then time,
/// so that what is known first narrows first. Immutable but for answers that its tests keep; shared by threads.
/// </summary>
internal sealed class CompiledPlan
{
    /// <summary>Counters of what few rows carry.</summary>
    public const Counters Sparse = Counters.Revenue | Counters.Scroll | Counters.Engagement;

    /// <summary>Compiles a plan.</summary>
    public CompiledPlan(ReportPlan plan, SiteSymbols symbols)
    {
        (Plan, Symbols) = (plan, symbols);
        Counters asked = plan.Counters;
        if ((asked & Sparse) != Counters.None) asked |= Counters.Events;
        Asked = asked;
        var compiler = new ConditionCompiler(symbols, plan.Goals, plan.Stop);
        IReadOnlyList<Condition> conditions = compiler.CompileAll(plan.Filter);
        VisitConditions = [.. conditions.Where(condition => (condition.Needs & ConditionNeeds.Event) == ConditionNeeds.None)];
        EventConditions = [.. conditions.Where(condition => (condition.Needs & ConditionNeeds.Event) != ConditionNeeds.None)];
        EventsNeedCodes = EventConditions.Any(condition => (condition.Needs & ~(ConditionNeeds.Event | ConditionNeeds.EventPage)) != ConditionNeeds.None);
        OriginConditions = [.. VisitConditions.Where(condition => condition.Needs != ConditionNeeds.None && (condition.Needs & ~(ConditionNeeds.Client | ConditionNeeds.Origin)) == ConditionNeeds.None)];
        Done = [.. compiler.Done];
        LevelDimensions = [.. plan.Dimensions.OrderBy(dimension => dimension.IsTime ? 2 : dimension.IsEvent ? 1 : 0)];
        VisitLevels = [.. LevelDimensions.Where(dimension => dimension is { IsEvent: false, IsTime: false })
            .Select(dimension => new VisitLevel(DimensionTexts.VisitCodeOf(dimension.Kind), compiler.ValuesOf(dimension)))];
        EventLevels = [.. LevelDimensions.Where(dimension => dimension.IsEvent).Select(dimension => MakeEventLevel(dimension, compiler))];
        HasPageFilter = EventConditions.Any(condition => (condition.Needs & ConditionNeeds.EventPage) != ConditionNeeds.None);
        PageLevel = Array.FindIndex(LevelDimensions, dimension => dimension.Kind == DimensionKind.Page) + 1;
        NeedsPages = HasPageFilter || PageLevel > 0 || AnyNeeds(ConditionNeeds.Pages) || VisitLevels.Any(level => level.Code >= VisitCode.EntryPage);
        NeedsCodes = NeedsPages || AnyNeeds(ConditionNeeds.Origin | ConditionNeeds.Client) || VisitLevels.Length > 0;
        ColumnSet columns = compiler.Columns;
        Columns = (asked & (Counters.Scroll | Counters.Engagement)) != Counters.None || HasPageFilter ? columns.With(Column.Page) : columns;
        Currency = CurrencyCode(plan.Currency);
        UsedDimensions = [.. compiler.Dimensions];
    }

    /// <summary>The plan.</summary>
    public ReportPlan Plan { get; }

    /// <summary>The symbols of the views that it is for.</summary>
    public SiteSymbols Symbols { get; }

    /// <summary>The counters asked for; revenue, scroll and engagement bring those of events along.</summary>
    public Counters Asked { get; private set; }

    /// <summary>Conditions that are tried once a visit.</summary>
    public Condition[] VisitConditions { get; }

    /// <summary>Those of them that follow from the visit's first hit alone.</summary>
    public Condition[] OriginConditions { get; }

    /// <summary>Conditions that are tried on each event.</summary>
    public Condition[] EventConditions { get; }

    /// <summary>Whether some of these ask for codes of the visit as well.</summary>
    public bool EventsNeedCodes { get; }

    /// <summary>Conditions about what visitors have done, by their index.</summary>
    public DoneCondition[] Done { get; }

    /// <summary>The dimensions in the order of levels.</summary>
    public Dimension[] LevelDimensions { get; }

    /// <summary>The levels of visit dimensions.</summary>
    public VisitLevel[] VisitLevels { get; }

    /// <summary>The levels of event dimensions, which follow.</summary>
    public EventLevel[] EventLevels { get; }

    /// <summary>Whether visits count only when they contain events that pass.</summary>
    public bool HasEventPart => EventConditions.Length > 0 || EventLevels.Length > 0;

    /// <summary>Whether events are filtered by page.</summary>
    public bool HasPageFilter { get; }

    /// <summary>The depth of groups by page in the tree, or 0.</summary>
    public int PageLevel { get; }

    /// <summary>Whether the first and last page view of visits matter.</summary>
    public bool NeedsPages { get; }

    /// <summary>Whether any code of visits matters.</summary>
    public bool NeedsCodes { get; }

    /// <summary>Columns that are read.</summary>
    public ColumnSet Columns { get; }

    /// <summary>The dimensions, other than goals and time, that it groups or filters by.</summary>
    public Dimension[] UsedDimensions { get; }

    /// <summary>The plan's currency as rows have it; 0 for none.</summary>
    public uint Currency { get; }

    /// <summary>Whether visits count in every slot in which they were active; else in that of their last activity.</summary>
    public bool IsByActivity => Plan.Slots?.Kind is DimensionKind.TimeMinute or DimensionKind.TimeHour;

    /// <summary>The same without the <see cref="Sparse"/> counters; the events that these bring along stay.</summary>
    public CompiledPlan WithoutSparse()
    {
        if ((Asked & Sparse) == Counters.None) return this;
        var plan = (CompiledPlan)MemberwiseClone();
        plan.Asked &= ~Sparse;
        return plan;
    }

    private static uint CurrencyCode(string? currency) =>
        currency is { Length: 3 } ? ((uint)currency[0] << 16) | ((uint)currency[1] << 8) | currency[2] : 0;

    // Where the query asks for certain goals, these are the groups; an event may reach others too.
    private static bool IsAskedFor(Goal goal, Filter? filter) => filter switch
    {
        Filter.And and => and.Children.All(child => IsAskedFor(goal, child)),
        Filter.Match { Dimension.Kind: DimensionKind.Goal } match when !TextMatcher.IsNegative(match.Operator) => new TextMatcher(match, wildcards: false).Fits(goal.DisplayName),
        _ => true,
    };

    private EventLevel MakeEventLevel(Dimension dimension, ConditionCompiler compiler)
    {
        if (dimension.Kind != DimensionKind.Goal) return new EventLevel(DimensionTexts.ColumnOf(dimension.Kind), compiler.ValuesOf(dimension), null);
        GoalTest?[] tests = compiler.CompileGoals();
        for (int i = 0; i < tests.Length; i++)
        {
            if (!IsAskedFor(Plan.Goals[i], Plan.Filter)) tests[i] = null;
        }

        return new EventLevel(Column.Name, new GoalNames(Plan.Goals), tests);
    }

    private bool AnyNeeds(ConditionNeeds needs) =>
        VisitConditions.Concat(EventConditions).Concat(Done.Select(done => done.Child)).Any(condition => (condition.Needs & needs) != ConditionNeeds.None);
}
