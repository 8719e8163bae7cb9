using System.Text.RegularExpressions;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Turns filters into conditions on codes, so that each distinct value is compared once.</summary>
internal sealed class ConditionCompiler(SiteSymbols symbols, IReadOnlyList<Goal> goals)
{
    private readonly List<DoneCondition> _done = [];

    /// <summary>Columns that the conditions read.</summary>
    public ColumnSet Columns { get; private set; }

    /// <summary>Dimensions whose values matter.</summary>
    public HashSet<Dimension> Dimensions { get; } = [];

    /// <summary>The conditions about what a visitor has done, in the order of their index: children come before what holds them.</summary>
    public IReadOnlyList<DoneCondition> Done => _done;

    /// <summary>The conditions that all have to hold.</summary>
    public IReadOnlyList<Condition> CompileAll(Filter? filter) => filter switch
    {
        null => [],
        Filter.And and => [.. and.Children.SelectMany(CompileAll)],
        _ => [Compile(filter)],
    };

    /// <summary>For each goal its test.</summary>
    public GoalTest[] CompileGoals() => [.. goals.Select(Test)];

    /// <summary>The values of a dimension other than goals and time.</summary>
    public DimensionValues ValuesOf(Dimension dimension)
    {
        Column column = DimensionTexts.ColumnOf(dimension.Kind);
        Columns = Columns.With(column);
        Dimensions.Add(dimension);
        return column switch
        {
            Column.Props => new PropertyValues(symbols[column], dimension.Property ?? ""),
            Column.Client or Column.Origin => FieldValues.Of(symbols[column], dimension.Kind),
            _ => new PlainValues(symbols[column], DimensionTexts.MissingOf(dimension.Kind)),
        };
    }

    private Condition Compile(Filter filter) => filter switch
    {
        Filter.And and => new AllCondition([.. and.Children.Select(Compile)]),
        Filter.Or or => new AnyCondition([.. or.Children.Select(Compile)]),
        Filter.Not not => new NotCondition(Compile(not.Child)),
        Filter.HasDone done => CompileDone(done),
        Filter.Match { Dimension.Kind: DimensionKind.Goal } match => CompileGoal(match),
        Filter.Match { Operator: MatchOperator.Is, Dimension.Kind: DimensionKind.EventName, Values: [Visits.VisitRules.PageviewName], CaseSensitive: true } => new PageviewCondition(),
        Filter.Match match => CompileMatch(match),
        _ => throw new ArgumentException($"cannot execute the filter {filter}: its kind is not known", nameof(filter)),
    };

    private DoneCondition CompileDone(Filter.HasDone done)
    {
        Condition child = Compile(done.Child);
        var condition = new DoneCondition(_done.Count, child, done.Negated);
        _done.Add(condition);
        return condition;
    }

    private GoalCondition CompileGoal(Filter.Match match)
    {
        // A goal is asked for by its name, also where the name shows the asterisks of its path.
        var matcher = new TextMatcher(match, wildcards: false);
        return new GoalCondition([.. goals.Where(goal => matcher.Fits(goal.DisplayName)).Select(Test)], TextMatcher.IsNegative(match.Operator));
    }

    private Condition CompileMatch(Filter.Match match)
    {
        Dimension dimension = match.Dimension;
        var matcher = new TextMatcher(match, DimensionTexts.HasWildcards(dimension.Kind));
        bool negative = TextMatcher.IsNegative(match.Operator);
        // A property that an event lacks is a value, (none), for is and is_not only.
        bool needsValue = dimension.Kind == DimensionKind.Property && match.Operator is not (MatchOperator.Is or MatchOperator.IsNot);
        var test = new ValueTest(ValuesOf(dimension), (id, text) => !(needsValue && id == DimensionValues.Missing) && matcher.Fits(text) != negative);
        return dimension.IsEvent
            ? new EventCondition(DimensionTexts.ColumnOf(dimension.Kind), test)
            : new VisitCondition(DimensionTexts.VisitCodeOf(dimension.Kind), test);
    }

    private GoalTest Test(Goal goal)
    {
        ValueTest[] props = [.. goal.CustomProps.Select(prop => Equal(new Dimension(DimensionKind.Property, prop.Key), prop.Value))];
        if (goal.PagePath is null) return new GoalTest(isPage: false, Equal(new Dimension(DimensionKind.EventName), goal.EventName ?? ""), props);
        Regex path = TextMatcher.Wildcards(goal.PagePath, caseSensitive: true);
        return new GoalTest(isPage: true, new ValueTest(ValuesOf(new Dimension(DimensionKind.Page)), (_, text) => path.IsMatch(text)), props);
    }

    private ValueTest Equal(Dimension dimension, string value) =>
        new(ValuesOf(dimension), (id, text) => id != DimensionValues.Missing && string.Equals(text, value, StringComparison.Ordinal));
}
