namespace GaOrleans.Core.Reports.Execution;

/// <summary>All hold.</summary>
internal sealed class AllCondition(Condition[] children) : Condition
{
    /// <inheritdoc/>
    public override ConditionNeeds Needs { get; } = children.Aggregate(ConditionNeeds.None, (needs, child) => needs | child.Needs);

    /// <inheritdoc/>
    public override bool Holds(Cursor at)
    {
        foreach (Condition child in children)
        {
            if (!child.Holds(at)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at)
    {
        Truth least = Truth.Yes;
        foreach (Condition child in children)
        {
            Truth truth = child.HoldsForEntry(at);
            if (truth < least) least = truth;
        }

        return least;
    }
}
