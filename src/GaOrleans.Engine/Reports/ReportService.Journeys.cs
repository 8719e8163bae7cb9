using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports.Journeys;

namespace GaOrleans.Engine.Reports;

// What visitors do one after the other; it shares cache, flights, gate and limits with queries.
public sealed partial class ReportService
{
    /// <summary>Answers a funnel (docs/reports.md, Journeys) as <see cref="AnswerAsync(Site, ReadOnlyMemory{byte}, ReportFormat, CancellationToken)"/> does a query.</summary>
    public ValueTask<ReportAnswer> FunnelAsync(Site site, ReadOnlyMemory<byte> json, ReportFormat format, CancellationToken ct) => AnswerAsync(site, json, format, JourneyKind.Funnel, ct);

    /// <summary>Answers a retention report, likewise.</summary>
    public ValueTask<ReportAnswer> RetentionAsync(Site site, ReadOnlyMemory<byte> json, ReportFormat format, CancellationToken ct) => AnswerAsync(site, json, format, JourneyKind.Retention, ct);

    /// <summary>Answers paths, likewise.</summary>
    public ValueTask<ReportAnswer> PathsAsync(Site site, ReadOnlyMemory<byte> json, ReportFormat format, CancellationToken ct) => AnswerAsync(site, json, format, JourneyKind.Paths, ct);

    private Func<CancellationToken, Task<ReportAnswer>>? PrepareJourney(JourneyKind kind, byte[] query, Site site, CacheKey key, out string? error) =>
        PreparedJourney.Prepare(kind, site, query, _configuration, out error) is { } prepared ? ct => CountJourneyAsync(prepared, query, site, key, ct) : null;

    private async Task<ReportAnswer> CountJourneyAsync(PreparedJourney prepared, byte[] query, Site site, CacheKey key, CancellationToken ct)
    {
        var moment = new ReportMoment(_reader.FreshToMs, NowMs);
        long? firstHour = prepared.DependsOnFirstHour ? await _reader.FirstHourAsync(site.Id, ct) : null;
        ZoneRules zone = ZoneOf(site);
        if (prepared.Query.Plan(new PlanContext(zone, moment.NowMs, firstHour * 1000, prepared.Goals), out string? error) is not { } plan) return ReportAnswer.Error(400, error!);
        var views = new ReportViews(_reader, _calculator, site.Id, zone, _limits.VisitReachHours);
        IReadOnlyList<BucketView>? all = await new ReportRunner(_calculator, _limits, views).TryReadAsync(plan.Counted.Range, divisible: false, ct);
        if (all is null) return ReportAnswer.Error(400, "#/date_range: The date range has too many hits to follow visitors through all of it; narrow it.");
        JourneyAnswer answer = plan.Count(all, _limits.Parallelism, ct);
        AnswerBody body = key.Format == ReportFormat.Csv
            ? new AnswerBody(answer.WriteCsv(), -1)
            : answer.WriteJson(site.Domain, moment.FreshToMs, views.HasCutVisits ? _limits.VisitReachHours : 0);
        if (body.Utf8.Length <= _limits.CachedAnswerBytes)
        {
            _cache.Put(key, new CachedReport(body, moment.FreshToMs, moment.NowMs)
            {
                Query = query,
                Site = site,
                ConfigurationVersion = prepared.ConfigurationVersion,
                ValidFromMs = moment.NowMs,
                ValidUntilMs = plan.ValidUntilMs,
                DependsOnFirstHour = prepared.DependsOnFirstHour,
                FirstHour = firstHour,
                Spans = [.. views.Spans],
            });
        }

        return new ReportAnswer(200, body.Utf8);
    }
}
