using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Portal.Charts;

/// <summary>A row of a list with bars, or a slice of a ring.</summary>
/// <param name="Key">What it stands for.</param>
/// <param name="Label">What it says.</param>
/// <param name="Value">How long its bar is.</param>
/// <param name="Text">The number as text; null for the value in the format of the list.</param>
/// <param name="Change">How the number changed; a ring leaves that out.</param>
/// <param name="Href">A page elsewhere that it names; shown as a link only when it is of the web.</param>
public sealed record BarRow(string Key, string Label, double Value, string? Text = null, AnsweredChange? Change = null, string? Href = null);
