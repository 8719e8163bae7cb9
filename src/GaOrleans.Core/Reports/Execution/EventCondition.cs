using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A dimension of the event has a value that fulfils a test.</summary>
internal sealed class EventCondition(Column column, ValueTest test) : Condition
{
    /// <summary>The column of the dimension.</summary>
    public Column Column => column;

    /// <summary>The test.</summary>
    public ValueTest Test => test;

    /// <inheritdoc/>
    public override ConditionNeeds Needs => ConditionNeeds.Event | (column == Column.Page ? ConditionNeeds.EventPage : ConditionNeeds.None);

    /// <inheritdoc/>
    public override bool Holds(Cursor at) => test.Holds(at.CodeOf(column));

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at)
    {
        if (column != Column.Page) return Truth.Unknown;
        return test.Holds(at.VisitCodes[(int)VisitCode.EntryPage]) ? Truth.Yes : Truth.No;
    }
}
