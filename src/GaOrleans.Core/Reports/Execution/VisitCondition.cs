namespace GaOrleans.Core.Reports.Execution;

/// <summary>A dimension of the visit has a value that fulfils a test.</summary>
internal sealed class VisitCondition(VisitCode code, ValueTest test) : Condition
{
    /// <inheritdoc/>
    public override ConditionNeeds Needs => code switch
    {
        VisitCode.Client => ConditionNeeds.Client,
        VisitCode.Origin => ConditionNeeds.Origin,
        _ => ConditionNeeds.Pages,
    };

    /// <inheritdoc/>
    public override bool Holds(Cursor at) => test.Holds(at.VisitCodes[(int)code]);

    /// <inheritdoc/>
    public override Truth HoldsForEntry(Cursor at) => Holds(at) ? Truth.Yes : Truth.No;
}
