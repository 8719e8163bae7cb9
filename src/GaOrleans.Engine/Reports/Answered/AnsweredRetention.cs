namespace GaOrleans.Engine.Reports.Answered;

/// <summary>An answer of <see cref="ReportService.RetentionAsync"/> as values (docs/reports.md, Journeys).</summary>
/// <param name="Period">Length of a period: <c>day</c>, <c>week</c> or <c>month</c>.</param>
/// <param name="Cohorts">A cohort for each period of the range, in order.</param>
/// <param name="Total">All together.</param>
/// <param name="Meta">How fresh and how complete it is.</param>
/// <param name="From">First instant of the range, ISO 8601 with the site's offset.</param>
/// <param name="To">Last instant of the range.</param>
public sealed record AnsweredRetention(string Period, IReadOnlyList<AnsweredCohort> Cohorts, AnsweredCohortTotal Total, AnsweredMeta Meta, string From, string To)
{
    /// <summary>Reads an answer.</summary>
    /// <param name="answer">As the service gave it.</param>
    /// <param name="error">The reason of the refusal; null when there is none.</param>
    /// <returns>The report; null when the answer is a refusal.</returns>
    public static AnsweredRetention? Read(ReportAnswer answer, out string? error) => AnswerReader.Read(answer, out error, static root => new AnsweredRetention(
        root.GetProperty("query").GetProperty("period").GetString()!, JourneyReader.List<AnsweredCohort>(root, "results"), JourneyReader.One<AnsweredCohortTotal>(root, "total"),
        AnswerReader.ReadMeta(root.GetProperty("meta")), JourneyReader.From(root), JourneyReader.To(root)));
}
