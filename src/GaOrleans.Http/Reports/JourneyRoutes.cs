using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Reports;

/// <summary>What visitors do one after the other: funnels, retention, paths (docs/reports.md, Journeys).</summary>
internal sealed class JourneyRoutes(ReportService reports, ApiCounters counters)
{
    private const string Tag = "Reports";

    /// <summary>Maps all its endpoints.</summary>
    public void Map(ApiRoutes routes)
    {
        routes.Map("POST", "/api/v2/funnel", new RouteInfo(Tag, "Counts the visitors who get from step to step of a funnel; as CSV where the Accept header asks for text/csv.", KeyScopes.Read,
            """{"site_id":"example.com","date_range":"30d","steps":[{"page":"/product/**"},{"event":"add_to_cart"},{"event":"purchase"}],"window_seconds":86400,"scope":"visitor","breakdown":"visit:source"}""",
            """200 {"results":[...],"groups":[...],"meta":{...},"query":{...}}"""), call => AnswerAsync(call, JourneyKind.Funnel, reports.FunnelAsync));
        routes.Map("POST", "/api/v2/retention", new RouteInfo(Tag, "Counts how many visitors of each cohort come back, period by period; as CSV where the Accept header asks for text/csv.", KeyScopes.Read,
            """{"site_id":"example.com","date_range":"12mo","period":"month","first":{"event":"signup"},"return":{"event":"pageview"}}""",
            """200 {"results":[...],"total":{...},"meta":{...},"query":{...}}"""), call => AnswerAsync(call, JourneyKind.Retention, reports.RetentionAsync));
        routes.Map("POST", "/api/v2/paths", new RouteInfo(Tag, "Counts the ways that visits take from a page or event, or to one; as CSV where the Accept header asks for text/csv.", KeyScopes.Read,
            """{"site_id":"example.com","date_range":"7d","from":{"page":"/"},"items":"pages","steps":4,"nodes":10}""",
            """200 {"results":{"visits":1,"nodes":[...],"links":[...]},"meta":{...},"query":{...}}"""), call => AnswerAsync(call, JourneyKind.Paths, reports.PathsAsync));
    }

    private async Task AnswerAsync(ApiCall call, JourneyKind kind, Func<Site, ReadOnlyMemory<byte>, ReportFormat, CancellationToken, ValueTask<ReportAnswer>> answer)
    {
        if (await call.ReadBodyAsync() is not { } query) return;
        if (!QuerySite.TryFind(query.Span, out string? domain) && JourneyQuery.Parse(kind, query, out string? problem) is null)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, problem!);
            return;
        }

        if (!await call.TryReachAsync(domain)) return;
        ReportFormat format = ReportReply.FormatFor(call);
        ReportAnswer counted = await answer(call.Site, query, format, call.Aborted);
        counters.CountReport();
        await ReportReply.SendAsync(call, counted, format);
    }
}
