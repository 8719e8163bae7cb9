namespace GaOrleans.Core.Reports.Execution;

/// <summary>The values of event:goal: a goal's id is its index.</summary>
internal sealed class GoalNames(IReadOnlyList<Goal> goals) : DimensionValues
{
    /// <inheritdoc/>
    public override int IdOf(int ordinal) => ordinal;

    /// <inheritdoc/>
    public override string TextOf(int id) => goals[id].DisplayName;
}
