using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Queries.Downloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Settings;

/// <summary>
/// A site's data as files, for whoever has signed in and may see it: <c>GET /sites/{domain}/export.csv?from=2026-01-01&amp;to=2026-01-31</c> with the hits, and
/// <c>GET /sites/{domain}/settings.json</c> with what was set up.
/// </summary>
internal static class SettingsRoutes
{
    // What opens doors stays where it is.
    private static readonly DocumentKind[] Exported =
        [DocumentKind.Segment, DocumentKind.Query, DocumentKind.QueryCard, DocumentKind.Board, DocumentKind.Annotation, DocumentKind.Funnel, DocumentKind.Retention, DocumentKind.Path];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Maps both.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sites/{domain}/export.csv", (RequestDelegate)HitsAsync).NeedsSite(Right.View);
        routes.MapGet("/sites/{domain}/settings.json", (RequestDelegate)SettingsAsync).NeedsSite(Right.View);
    }

    private static async Task HitsAsync(HttpContext http)
    {
        SiteAccess access = http.Features.Get<SiteAccess>()!;
        if (!TryDay(http, "from", out DateOnly first) || !TryDay(http, "to", out DateOnly last))
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, "from and to must be days such as 2026-01-31.");
            return;
        }

        if (!http.RequestServices.GetRequiredService<DownloadRates>().TryTake(access.Caller.User.Id))
        {
            http.Response.Headers.RetryAfter = "5";
            await RefuseAsync(http, StatusCodes.Status429TooManyRequests, "Too many downloads; try again in a moment.");
            return;
        }

        await http.RequestServices.GetRequiredService<AuditLog>().AppendAsync(access.Did("hits.export", string.Create(CultureInfo.InvariantCulture, $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}")), http.RequestAborted);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{access.Site.Domain}-{first:yyyy-MM-dd}-{last:yyyy-MM-dd}.csv\"";
        string? problem = await http.RequestServices.GetRequiredService<ReportService>().ExportAsync(access.Site, first, last, http.Response.Body, http.RequestAborted);
        if (problem is null) return;
        http.Response.Headers.ContentDisposition = default;
        await RefuseAsync(http, StatusCodes.Status400BadRequest, problem);
    }

    private static Task SettingsAsync(HttpContext http)
    {
        Site site = http.Features.Get<SiteAccess>()!.Site;
        var configuration = http.RequestServices.GetRequiredService<IConfigurationStore>();
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{site.Domain}-settings.json\"";
        var root = new JsonObject { ["domain"] = site.Domain, ["timezone"] = site.Timezone, ["currency"] = site.Currency, ["goals"] = Goals(configuration.GoalsOf(site.Id)) };
        foreach (DocumentKind kind in Exported) root[JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString())] = Documents(configuration.DocumentsOf(site.Id, kind));
        return http.Response.WriteAsync(root.ToJsonString(Indented), http.RequestAborted);
    }

    private static JsonArray Goals(IReadOnlyList<Goal> goals)
    {
        var list = new JsonArray();
        foreach (Goal goal in goals)
        {
            var props = new JsonObject();
            foreach ((string key, string value) in goal.CustomProps) props[key] = value;
            list.Add((JsonNode)new JsonObject { ["display_name"] = goal.DisplayName, ["event_name"] = goal.EventName, ["page_path"] = goal.PagePath, ["currency"] = goal.Currency, ["custom_props"] = props });
        }

        return list;
    }

    // What is no JSON goes out as the text that it is, so that nothing is missing.
    private static JsonObject Documents(IReadOnlyList<SiteDocument> documents)
    {
        var named = new JsonObject();
        foreach (SiteDocument document in documents)
        {
            try
            {
                named[document.Name] = JsonNode.Parse(document.Json);
            }
            catch (JsonException)
            {
                named[document.Name] = document.Json;
            }
        }

        return named;
    }

    private static bool TryDay(HttpContext http, string name, out DateOnly day) =>
        DateOnly.TryParseExact(http.Request.Query[name].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static Task RefuseAsync(HttpContext http, int status, string problem)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(problem, http.RequestAborted);
    }
}
