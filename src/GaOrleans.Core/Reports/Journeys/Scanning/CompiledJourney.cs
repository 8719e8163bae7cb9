using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>
/// A journey made ready for the symbols of a site. Up to eight marks say what an event is to it: a step of a funnel, a return and so on; the filters
/// about events are part of each mark. Immutable but for answers that its tests keep; shared by threads.
/// </summary>
internal sealed class CompiledJourney
{
    /// <summary>Compiles a journey.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="marks">What makes each mark; null for any event.</param>
    /// <param name="values">Dimensions whose values are asked for besides.</param>
    /// <param name="symbols">The site's symbols.</param>
    public CompiledJourney(JourneyPlan plan, IReadOnlyList<Filter?> marks, IReadOnlyList<Dimension> values, SiteSymbols symbols)
    {
        (Plan, Symbols) = (plan, symbols);
        var compiler = new ConditionCompiler(symbols, plan.Goals, plan.Stop);
        IReadOnlyList<Condition> filters = compiler.CompileAll(plan.Filter);
        VisitConditions = [.. filters.Where(condition => (condition.Needs & ConditionNeeds.Event) == ConditionNeeds.None)];
        Condition[] ofEvents = [.. filters.Where(condition => (condition.Needs & ConditionNeeds.Event) != ConditionNeeds.None)];
        Marks = [.. marks.Select(mark => new MarkTest([.. ofEvents, .. compiler.CompileAll(mark)]))];
        Values = [.. values.Select(compiler.ValuesOf)];
        Done = [.. compiler.Done];
        ConditionNeeds needs = VisitConditions.Concat(Done.Select(done => done.Child)).Concat(Marks.SelectMany(mark => mark.Rest))
            .Aggregate(ConditionNeeds.None, (all, condition) => all | condition.Needs);
        NeedsPages = (needs & ConditionNeeds.Pages) != ConditionNeeds.None || values.Any(value => !value.IsEvent && DimensionTexts.VisitCodeOf(value.Kind) >= VisitCode.EntryPage);
        NeedsCodes = NeedsPages || (needs & (ConditionNeeds.Client | ConditionNeeds.Origin)) != ConditionNeeds.None || values.Any(value => !value.IsEvent);
        Columns = compiler.Columns;
        UsedDimensions = [.. compiler.Dimensions];
    }

    /// <summary>The plan.</summary>
    public JourneyPlan Plan { get; }

    /// <summary>The site's symbols.</summary>
    public SiteSymbols Symbols { get; }

    /// <summary>Filters that are tried once a visit.</summary>
    public Condition[] VisitConditions { get; }

    /// <summary>The marks.</summary>
    public MarkTest[] Marks { get; }

    /// <summary>The values asked for besides, in their order.</summary>
    public DimensionValues[] Values { get; }

    /// <summary>Conditions about what visitors have done, by their index.</summary>
    public DoneCondition[] Done { get; }

    /// <summary>Whether the first and last page view of visits matter.</summary>
    public bool NeedsPages { get; }

    /// <summary>Whether any code of visits matters.</summary>
    public bool NeedsCodes { get; }

    /// <summary>Columns that are read.</summary>
    public ColumnSet Columns { get; }

    /// <summary>The dimensions, other than goals, that matter.</summary>
    public Dimension[] UsedDimensions { get; }

    /// <summary>Whether marks follow from events alone, so that neither visits nor what visitors did have to be known.</summary>
    public bool IsOfEventsAlone => VisitConditions.Length == 0 && Done.Length == 0 && !NeedsCodes && Marks.All(mark => mark.IsOfEventAlone);

    /// <summary>Makes views readable.</summary>
    public ScanRange Read(IReadOnlyList<BucketView> views, int parallelism)
    {
        ViewPreparation.Prepare(views, Columns, parallelism);
        ViewScan[] scans = ShardMerger.Read(views, Columns);
        var bounds = new ViewBounds[scans.Length];
        for (int i = 0; i < scans.Length; i++) bounds[i] = new ViewBounds(scans[i], Plan.Range, Plan.Range, slots: null);
        return new ScanRange(scans, bounds, Plan.Range, SketchVisitors: false, Plan.Stop);
    }
}
