namespace GaOrleans.Core.Reports.Execution;

/// <summary>The event reaches one of the goals, or, negated, none of them.</summary>
internal sealed class GoalCondition(GoalTest[] goals, bool negated) : Condition
{
    /// <summary>The one goal that the event must reach; null where there are several, none, or it must not.</summary>
    public GoalTest? Single => goals.Length == 1 && !negated ? goals[0] : null;

    /// <inheritdoc/>
    public override ConditionNeeds Needs => ConditionNeeds.Event;

    /// <inheritdoc/>
    public override bool Holds(Cursor at)
    {
        foreach (GoalTest goal in goals)
        {
            if (goal.IsReached(at)) return !negated;
        }

        return negated;
    }

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at) => Truth.Unknown;
}
