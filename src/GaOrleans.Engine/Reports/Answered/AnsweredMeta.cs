namespace GaOrleans.Engine.Reports.Answered;

/// <summary>How fresh and how complete an answer is.</summary>
/// <param name="FreshTo">Every hit acknowledged before this instant is counted.</param>
/// <param name="VisitorsErrorPercent">Standard error of the visitors where they were estimated; 0 when all is exact.</param>
/// <param name="HasOtherRows">Whether values were folded into <c>(other)</c>.</param>
/// <param name="VisitsCutHours">How far beyond the range visits were followed before they were cut; 0 when none was.</param>
/// <param name="TotalRows">Rows without paging, where that was asked for; else null.</param>
/// <param name="TimeLabels">All labels of the time dimension, where that was asked for; else empty.</param>
/// <param name="Warnings">What the answer warns of, in words.</param>
public sealed record AnsweredMeta(
    DateTimeOffset FreshTo, double VisitorsErrorPercent, bool HasOtherRows, int VisitsCutHours, long? TotalRows, IReadOnlyList<string> TimeLabels, IReadOnlyList<string> Warnings);
