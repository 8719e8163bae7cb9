namespace GaOrleans.Engine.Reports.Answered;

/// <summary>A funnel's visitors of one value of its breakdown.</summary>
/// <param name="Value">The value.</param>
/// <param name="Steps">Each step.</param>
public sealed record AnsweredFunnelGroup(string Value, IReadOnlyList<AnsweredFunnelStep> Steps);
