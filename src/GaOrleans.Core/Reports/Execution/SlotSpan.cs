namespace GaOrleans.Core.Reports.Execution;

/// <summary>Time slots that follow each other.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last; before the first when there is none.</param>
internal readonly record struct SlotSpan(int First, int Last)
{
    /// <summary>No slot.</summary>
    public static SlotSpan Empty { get; } = new(0, -1);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Last < First;
}
