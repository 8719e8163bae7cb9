using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;

namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>
/// What an event must be like to bear a mark: conditions taken apart into tests of single columns, which can be looked up by code, and the rest.
/// </summary>
internal sealed class MarkTest
{
    private readonly List<(Column Column, ValueTest Test)> _columns = [];
    private readonly List<Condition> _rest = [];

    /// <summary>Takes conditions apart, all of which must hold.</summary>
    public MarkTest(IEnumerable<Condition> conditions)
    {
        foreach (Condition condition in conditions) Add(condition);
    }

    /// <summary>Whether only page views can bear the mark.</summary>
    public bool OnlyPageviews { get; private set; }

    /// <summary>Tests of single columns, all of which must hold.</summary>
    public IReadOnlyList<(Column Column, ValueTest Test)> Columns => _columns;

    /// <summary>Conditions that must be tried on the event itself.</summary>
    public IReadOnlyList<Condition> Rest => _rest;

    /// <summary>Whether the mark follows from the event alone, not from its visit or visitor.</summary>
    public bool IsOfEventAlone => _rest.TrueForAll(condition => (condition.Needs & ~(ConditionNeeds.Event | ConditionNeeds.EventPage)) == ConditionNeeds.None);

    private void Add(Condition condition)
    {
        switch (condition)
        {
            case PageviewCondition:
                OnlyPageviews = true;
                break;
            case EventCondition plain:
                _columns.Add((plain.Column, plain.Test));
                break;
            case GoalCondition { Single: { } goal }:
                OnlyPageviews |= goal.IsPage;
                _columns.Add((goal.IsPage ? Column.Page : Column.Name, goal.Test));
                foreach (ValueTest prop in goal.Props) _columns.Add((Column.Props, prop));
                break;
            default:
                _rest.Add(condition);
                break;
        }
    }
}
