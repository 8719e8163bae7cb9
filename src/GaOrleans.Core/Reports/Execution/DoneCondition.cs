namespace GaOrleans.Core.Reports.Execution;

/// <summary>The visitor has, or has not, an event in the range that fulfils a condition; found out before the visitor's visits are counted.</summary>
internal sealed class DoneCondition(int index, Condition child, bool negated) : Condition
{
    /// <summary>What the event has to fulfil.</summary>
    public Condition Child => child;

    /// <inheritdoc/>
    public override ConditionNeeds Needs => ConditionNeeds.Done;

    /// <inheritdoc/>
    public override bool Holds(Cursor at) => at.Done[index] != negated;

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at) => Holds(at) ? Truth.Yes : Truth.No;
}
