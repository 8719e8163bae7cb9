namespace GaOrleans.Engine.Reports.Answered;

/// <summary>A cohort of a retention report.</summary>
/// <param name="Cohort">First day of its period, such as 2026-01-31.</param>
/// <param name="Visitors">Its visitors.</param>
/// <param name="Returned">Those who returned, by periods since; as many as the range has left.</param>
/// <param name="Percent">Their share of the cohort.</param>
/// <param name="Complete">Leading cells whose period is over.</param>
public sealed record AnsweredCohort(string Cohort, long Visitors, IReadOnlyList<long> Returned, IReadOnlyList<double> Percent, int Complete);
