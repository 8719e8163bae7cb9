using GaOrleans.Core.Reports.Answers;

namespace GaOrleans.Engine.Reports;

/// <summary>Makes answers of what was counted, and keeps them.</summary>
internal sealed class ReportCompletion(ReportCache cache, ReportLimits limits)
{
    /// <summary>Writes and keeps the answer of a query.</summary>
    public ReportAnswer Complete(PlannedQuery asked, ReportMoment moment, CountedReport counted)
    {
        if (counted.Tables is null || (asked.Plan.Comparison is not null && counted.Comparison is null))
            return ReportAnswer.Error(400, "Invalid filters. The date range has too many hits for behavioral filters (has_done, has_not_done); narrow it.");
        ReportResult result = AnswerComposer.Compose(asked.Plan, counted.Tables, counted.Comparison) with { VisitsCutHours = counted.HasCutVisits ? limits.VisitReachHours : 0 };
        AnswerBody body = asked.Key.Format == ReportFormat.Csv
            ? new AnswerBody(CsvAnswerWriter.Write(result), -1)
            : AnswerWriter.Write(result, asked.Site.Domain, moment.FreshToMs);
        if (body.Utf8.Length <= limits.CachedAnswerBytes) cache.Put(asked.Key, Entry(asked, moment, counted, body));
        return new ReportAnswer(200, body.Utf8);
    }

    private static CachedReport Entry(PlannedQuery asked, ReportMoment moment, CountedReport counted, AnswerBody body) => new(body, moment.FreshToMs, moment.NowMs)
    {
        Query = asked.Query,
        Site = asked.Site,
        ConfigurationVersion = asked.Prepared.ConfigurationVersion,
        ValidFromMs = moment.NowMs,
        ValidUntilMs = asked.Plan.ValidUntilMs,
        DependsOnFirstHour = asked.Prepared.DependsOnFirstHour,
        FirstHour = asked.FirstHour,
        Spans = [.. counted.Spans],
    };
}
