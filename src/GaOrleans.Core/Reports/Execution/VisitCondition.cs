namespace GaOrleans.Core.Reports.Execution;

/// <summary>A dimension of the visit has a value that fulfils a test.</summary>
internal sealed class VisitCondition(VisitCode code, ValueTest test) : Condition
{
    /// <summary>Which code of the visit the dimension follows from.</summary>
    public VisitCode Code => code;

    /// <summary>The test.</summary>
    public ValueTest Test => test;

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
