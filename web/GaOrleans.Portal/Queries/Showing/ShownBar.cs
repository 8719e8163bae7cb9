using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>A row as a bar, a share or a country.</summary>
/// <param name="Label">Its values, joined.</param>
/// <param name="Number">Its number of the metric shown.</param>
/// <param name="Change">How it changed; null where that is not told.</param>
public sealed record ShownBar(string Label, AnsweredNumber Number, AnsweredChange? Change);
