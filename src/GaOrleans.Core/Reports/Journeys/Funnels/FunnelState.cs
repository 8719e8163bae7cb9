namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>How far a visitor has come. Small, since as many as fit into the processor's cache are what a slice can have.</summary>
internal struct FunnelState
{
    private const int StepBits = 4;

    private ulong _lastMsAndSteps;

    /// <summary>Who; meaningless as long as no step is reached.</summary>
    public ulong Visitor;

    /// <summary>Steps reached.</summary>
    public readonly int Steps => (int)_lastMsAndSteps & ((1 << StepBits) - 1);

    /// <summary>When the last of them was reached.</summary>
    public readonly long LastMs => (long)_lastMsAndSteps >> StepBits;

    /// <summary>Reaches a step.</summary>
    /// <param name="steps">Steps reached with it.</param>
    /// <param name="timeMs">When.</param>
    public void Reach(int steps, long timeMs) => _lastMsAndSteps = ((ulong)timeMs << StepBits) | (uint)steps;
}
