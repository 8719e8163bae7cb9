using System.Text;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Portal.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace GaOrleans.Portal.Queries.Downloads;

/// <summary>
/// Answers as files, for whoever has signed in and may see the site: <c>GET /sites/{domain}/download?kind=query|funnel|retention|paths&amp;format=csv|json&amp;name=...&amp;body=...</c>.
/// The body is that of the API's request of the same kind, and so is the answer; CSV begins with a byte order mark, by which spreadsheets know UTF-8.
/// </summary>
internal static class DownloadRoutes
{
    private const int RetrySeconds = 5;

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sites/{domain}/download", (RequestDelegate)AnswerAsync).NeedsSite(Right.View);

    private static async Task AnswerAsync(HttpContext http)
    {
        SiteAccess access = http.Features.Get<SiteAccess>()!;
        string body = http.Request.Query["body"].ToString(), format = http.Request.Query["format"].ToString();
        if (body.Length is 0 or > QueryLimits.SizeBytes || format is not ("csv" or "json") || AskerOf(http) is not { } ask)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (!http.RequestServices.GetRequiredService<DownloadRates>().TryTake(access.Caller.User.Id))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = RetrySeconds.ToString();
            return;
        }

        ReportAnswer answer = await ask(access.Site, Encoding.UTF8.GetBytes(body), format == "csv" ? ReportFormat.Csv : ReportFormat.Json, http.RequestAborted);
        await WriteAsync(http, answer, format, FileName.Of(access.Site.Domain, http.Request.Query["name"].ToString(), format));
    }

    private static Func<Site, ReadOnlyMemory<byte>, ReportFormat, CancellationToken, ValueTask<ReportAnswer>>? AskerOf(HttpContext http)
    {
        ReportService reports = http.RequestServices.GetRequiredService<ReportService>();
        return http.Request.Query["kind"].ToString() switch
        {
            "query" => reports.AnswerAsync,
            "funnel" => reports.FunnelAsync,
            "retention" => reports.RetentionAsync,
            "paths" => reports.PathsAsync,
            _ => null,
        };
    }

    // A refusal is shown, not saved as if it were the report.
    private static async Task WriteAsync(HttpContext http, ReportAnswer answer, string format, string fileName)
    {
        HttpResponse response = http.Response;
        response.StatusCode = answer.Status;
        if (answer.RetryAfterSeconds > 0) response.Headers.RetryAfter = answer.RetryAfterSeconds.ToString();
        response.Headers.CacheControl = "no-store";
        bool isFile = answer.Status == StatusCodes.Status200OK;
        response.ContentType = isFile && format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        if (isFile)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(fileName);
            response.Headers.ContentDisposition = disposition.ToString();
        }

        ReadOnlyMemory<byte> mark = isFile && format == "csv" ? Encoding.UTF8.Preamble.ToArray() : default;
        response.ContentLength = mark.Length + answer.Body.Length;
        await response.Body.WriteAsync(mark, http.RequestAborted);
        await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
