using System.Net;
using System.Text;
using GaOrleans.Engine.Operations;
using GaOrleans.Portal.Assets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Shell;

/// <summary>
/// What people get while the service starts, or while a part of it that a page needs has just died: a page that says so, and loads the wanted one by itself as
/// soon as it can be had. Without it a browser would show its own page of errors, which nothing leads away from.
/// </summary>
internal static partial class Unavailable
{
    private const string RetrySeconds = "2";

    private const string Document = """
        <!doctype html>
        <html lang="en" data-theme="{0}"{1}>
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="robots" content="noindex" />
            <title>{2}</title>
            <link rel="icon" type="image/svg+xml" href="{4}" />
            <link rel="stylesheet" href="{5}" />
        </head>
        <body>
            <main class="ga-account-frame"><h1>{2}</h1><p role="status">{3}</p></main>
            <script src="{6}" defer></script>
        </body>
        </html>
        """;

    /// <summary>Lets a request of the portal pass when it can be answered, and says so when it cannot, or could not.</summary>
    public static async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        // Scripts and styles are needed to say it.
        bool isAsset = http.Request.RouteValues.ContainsKey("fingerprint");
        if (!isAsset && http.RequestServices.GetService<IReadiness>() is { CanReport: false })
        {
            await TellAsync(http, StatusCodes.Status503ServiceUnavailable, "One moment, please", "The service is starting.");
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            // Storage that is out of reach is an IOException everywhere; anything else is a defect, which trying again does not mend.
            bool passes = e is IOException or TimeoutException;
            ILogger logger = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Unavailable).FullName!);
            if (passes) LogUnavailable(logger, e, http.Request.Path);
            else LogFailure(logger, e, http.Request.Path);
            if (passes) await TellAsync(http, StatusCodes.Status503ServiceUnavailable, "One moment, please", "A part of the service does not answer. As a rule it is replaced within seconds.");
            else await TellAsync(http, StatusCodes.Status500InternalServerError, "This page failed", "The reason is in the service's log.");
        }
    }

    private static Task TellAsync(HttpContext http, int status, string title, string text)
    {
        HttpResponse response = http.Response;
        bool passes = status == StatusCodes.Status503ServiceUnavailable, repeats = passes && HttpMethods.IsGet(http.Request.Method);
        response.StatusCode = status;
        response.ContentLength = null;
        response.Headers.ContentEncoding = default;
        response.Headers.CacheControl = "no-store";
        if (passes) response.Headers.RetryAfter = RetrySeconds;
        string more = repeats ? "This page goes on by itself." : "What you sent may not have been saved: go back, look whether it was, and send it again.";
        string all = passes || !HttpMethods.IsGet(http.Request.Method) ? $"{text} {more}" : text;
        bool toPerson = http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        response.ContentType = toPerson ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(toPerson ? PageOf(http, repeats, title, all) : text), http.RequestAborted).AsTask();
    }

    private static string PageOf(HttpContext http, bool repeats, string title, string text)
    {
        var files = http.RequestServices.GetRequiredService<PortalAssets>();
        return string.Format(null, Document, ThemeRoutes.Of(http), repeats ? " data-ga-retry" : "", WebUtility.HtmlEncode(title), WebUtility.HtmlEncode(text),
            files.Url("favicon.svg"), files.Url("portal.css"), files.Url("portal.js"));
    }

    [LoggerMessage(EventId = 711, Level = LogLevel.Warning, Message = "cannot show {Path} now; the browser tries again by itself")]
    private static partial void LogUnavailable(ILogger logger, Exception e, string path);

    [LoggerMessage(EventId = 712, Level = LogLevel.Error, Message = "cannot show {Path}")]
    private static partial void LogFailure(ILogger logger, Exception e, string path);
}
