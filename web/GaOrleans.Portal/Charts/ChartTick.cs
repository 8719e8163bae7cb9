namespace GaOrleans.Portal.Charts;

/// <summary>A place of the axis of a chart over time that says what it is.</summary>
/// <param name="Slot">Index of the slot.</param>
/// <param name="Text">What stands there.</param>
public sealed record ChartTick(int Slot, string Text);
