namespace GaOrleans.Engine.Reports.Answered;

/// <summary>All cohorts of a retention report together.</summary>
/// <param name="Visitors">All visitors.</param>
/// <param name="Of">By periods since, the visitors of the cohorts that have such a cell.</param>
/// <param name="Returned">Those of them who returned.</param>
/// <param name="Percent">Their share.</param>
public sealed record AnsweredCohortTotal(long Visitors, IReadOnlyList<long> Of, IReadOnlyList<long> Returned, IReadOnlyList<double> Percent);
