namespace GaOrleans.Core.Reports.Execution;

/// <summary>The child does not hold.</summary>
internal sealed class NotCondition(Condition child) : Condition
{
    /// <inheritdoc/>
    public override ConditionNeeds Needs => child.Needs;

    /// <inheritdoc/>
    public override bool Holds(Cursor at) => !child.Holds(at);

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at) => Truth.Yes - (int)child.HoldsForEntry(at);
}
