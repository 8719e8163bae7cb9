namespace GaOrleans.Portal.Charts;

/// <summary>A note at a place of a chart.</summary>
/// <param name="Slot">Index of the label at which it stands.</param>
/// <param name="Text">What it says.</param>
public sealed record ChartFlag(int Slot, string Text);
