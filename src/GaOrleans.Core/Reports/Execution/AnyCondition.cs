namespace GaOrleans.Core.Reports.Execution;

/// <summary>At least one holds.</summary>
internal sealed class AnyCondition(Condition[] children) : Condition
{
    /// <inheritdoc/>
    public override ConditionNeeds Needs { get; } = children.Aggregate(ConditionNeeds.None, (needs, child) => needs | child.Needs);

    /// <inheritdoc/>
    public override bool Holds(Cursor at)
    {
        foreach (Condition child in children)
        {
            if (child.Holds(at)) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at)
    {
        Truth most = Truth.No;
        foreach (Condition child in children)
        {
            Truth truth = child.HoldsForEntry(at);
            if (truth > most) most = truth;
        }

        return most;
    }
}
