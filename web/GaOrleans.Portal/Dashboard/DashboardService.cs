using System.Globalization;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Dashboard.Asking;
using GaOrleans.Portal.Dashboard.Panels;
using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Dashboard.Views;
using GaOrleans.Portal.Live;
using GaOrleans.Portal.Queries.Downloads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Portal.Dashboard;

/// <summary>What dashboards and the list of sites need of the service, and the download of full lists.</summary>
public static class DashboardService
{
    private const int MostRows = 10_000;

    /// <summary>Registers services.</summary>
    public static void AddDashboard(this IServiceCollection services)
    {
        services.TryAddSingleton<SiteWatch>();
        services.TryAddSingleton<PropertyKeys>();
    }

    /// <summary>Maps the download: the view and its <c>details</c> as in the address of the dashboard.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/sites/{domain}/list.csv", (RequestDelegate)DownloadAsync).NeedsSite(Right.View);

    private static async Task DownloadAsync(HttpContext http)
    {
        SiteAccess access = http.Features.GetRequiredFeature<SiteAccess>();
        Site site = access.Site;
        http.Response.Headers.CacheControl = "no-store";
        if (!http.RequestServices.GetRequiredService<DownloadRates>().TryTake(access.Caller.User.Id))
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "5";
            return;
        }

        DashboardView view = ViewUrl.Read(http.Request.QueryString.Value ?? "");
        IServiceProvider services = http.RequestServices;
        if (PanelCatalogue.FindDetails(view.Details) is not { } details)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        PeriodCalendar calendar = await CalendarAsync(site, services, http.RequestAborted);
        ViewPeriod period = view.Period ?? calendar.Default;
        PeriodSpan span = calendar.SpanOf(period);
        IReadOnlyList<string> keys = details.Tab.IsProperty && view.Property is null
            ? await services.GetRequiredService<PropertyKeys>().FindAsync(site, span, http.RequestAborted) : [];
        var questions = new ViewQuestions(view with { Period = period }, span, services.GetRequiredService<IConfigurationStore>().GoalsOf(site.Id), view.Property ?? keys.FirstOrDefault())
        {
            Segments = services.GetRequiredService<IConfigurationStore>().DocumentsOf(site.Id, DocumentKind.Segment),
        };
        if (questions.Full(details.Tab, search: "", order: null, ascending: false, MostRows, offset: 0) is not { } query)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        ReportAnswer answer = await services.GetRequiredService<ReportService>().AnswerAsync(site, query, ReportFormat.Csv, http.RequestAborted);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.Status == StatusCodes.Status200OK ? "text/csv; charset=utf-8" : "application/json";
        if (answer.Status == StatusCodes.Status200OK) http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(site, details.Tab, span)}\"";
        if (answer.RetryAfterSeconds > 0) http.Response.Headers.RetryAfter = answer.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    private static async ValueTask<PeriodCalendar> CalendarAsync(Site site, IServiceProvider services, CancellationToken ct)
    {
        ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
        long? first = await services.GetRequiredService<IBucketReader>().FirstHourAsync(site.Id, ct);
        return new PeriodCalendar(zone, services.GetRequiredService<TimeProvider>().GetUtcNow(), first is { } hour ? DateTimeOffset.FromUnixTimeSeconds(hour) : null);
    }

    // Domains are letters, digits, dots, hyphens and underscores.
    private static string FileName(Site site, PanelTab tab, PeriodSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{site.Domain}-{tab.Key}-{span.First:yyyy-MM-dd}-{span.Last:yyyy-MM-dd}.csv");
}
