using System.Globalization;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Reports;

/// <summary>Reports: queries, visitors right now, and the hits as CSV.</summary>
internal sealed class ReportRoutes(ReportService reports, ApiCounters counters, ReportLatency latency, TimeProvider clock)
{
    private const string Tag = "Reports";
    private const int DefaultExportDays = 30;

    /// <summary>Maps all its endpoints.</summary>
    public void Map(ApiRoutes routes)
    {
        routes.Map("POST", "/api/v2/query", new RouteInfo(Tag, "Answers a query in the language of Plausible's Stats API v2; as CSV where the Accept header asks for text/csv.", KeyScopes.Read,
            """{"site_id":"example.com","metrics":["visitors","pageviews"],"date_range":"7d","dimensions":["time:day"]}""",
            """200 {"results":[...],"meta":{...},"query":{...}}"""), QueryAsync);
        routes.Map("GET", "/api/v1/sites/{domain}/live", new RouteInfo(Tag, "Counts the visitors of the last five minutes.", KeyScopes.Read, Answer: """200 {"visitors":3}"""), LiveAsync);
        routes.Map("GET", "/api/v1/sites/{domain}/export.csv", new RouteInfo(Tag,
            "Writes the hits of whole local days as CSV: from and to in the query, such as 2026-01-31; without them the last 30 days.", KeyScopes.Read, Answer: "200 and CSV", Query: ["from", "to"]), ExportAsync);
    }

    /// <summary>Answers a query on the call's site.</summary>
    public async Task AnswerAsync(ApiCall call, ReadOnlyMemory<byte> query)
    {
        ReportFormat format = ReportReply.FormatFor(call);
        long begun = clock.GetTimestamp();
        ReportAnswer answer = await reports.AnswerAsync(call.Site, query, format, call.Aborted);
        latency.Add(clock.GetElapsedTime(begun));
        counters.CountReport();
        await ReportReply.SendAsync(call, answer, format);
    }

    private async Task QueryAsync(ApiCall call)
    {
        if (await call.ReadBodyAsync() is not { } query) return;
        if (!QuerySite.TryFind(query.Span, out string? domain) && QueryParser.Parse(query).Error is { } problem)
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, problem);
            return;
        }

        if (await call.TryReachAsync(domain)) await AnswerAsync(call, query);
    }

    private async Task LiveAsync(ApiCall call)
    {
        int visitors = await reports.LiveVisitorsAsync(call.Site, call.Aborted);
        await call.JsonAsync(StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("visitors", visitors);
            json.WriteEndObject();
        });
    }

    private async Task ExportAsync(ApiCall call)
    {
        DateOnly today = Today(call.Site);
        if (!TryDay(call.Query("to"), today, out DateOnly last) || !TryDay(call.Query("from"), last.DayNumber < DefaultExportDays ? last : last.AddDays(1 - DefaultExportDays), out DateOnly first))
        {
            await call.ErrorAsync(StatusCodes.Status400BadRequest, "from and to must be days such as 2026-01-31.");
            return;
        }

        await call.RevealAsync("hits.export", string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}"));
        call.Http.Response.ContentType = "text/csv; charset=utf-8";
        call.Http.Response.Headers.ContentDisposition = $"attachment; filename=\"{call.Site.Domain}-{first:yyyy-MM-dd}-{last:yyyy-MM-dd}.csv\"";
        string? problem = await reports.ExportAsync(call.Site, first, last, call.Http.Response.Body, call.Aborted);
        if (problem is null) return;
        call.Http.Response.Headers.ContentDisposition = default;
        await call.ErrorAsync(StatusCodes.Status400BadRequest, problem);
    }

    private DateOnly Today(Site site)
    {
        DateTimeOffset now = clock.GetUtcNow();
        int offset = Zones.TryFind(site.Timezone, out Core.Sites.ZoneRules? zone) ? zone.OffsetAt(now.ToUnixTimeSeconds()) : 0;
        return DateOnly.FromDateTime(now.UtcDateTime.AddSeconds(offset));
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
