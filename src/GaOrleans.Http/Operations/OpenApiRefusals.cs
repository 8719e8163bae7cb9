using GaOrleans.Engine.Configuration;
using GaOrleans.Http.Api;

namespace GaOrleans.Http.Operations;

/// <summary>The refusals that an endpoint can answer with, told from what it is.</summary>
internal static class OpenApiRefusals
{
    private const string Ready = "/healthz/ready";

    /// <summary>Status codes, each with why it is answered.</summary>
    /// <param name="path">The endpoint's path with its parameters in braces.</param>
    /// <param name="info">What it is for.</param>
    public static IEnumerable<KeyValuePair<string, string>> Of(string path, RouteInfo info)
    {
        if (info.Collects) return OfCollector(info);
        if (info.Scope != KeyScopes.None) return OfApi(path, info);
        return path == Ready ? [new("503", "It is not ready; the text says why.")] : [];
    }

    private static IEnumerable<KeyValuePair<string, string>> OfCollector(RouteInfo info)
    {
        yield return new("400", "The request as a whole is wrong; the answer names what and why, by field.");
        if (info.Body is not null)
        {
            yield return new("401", "The key that was sent is not known.");
            yield return new("403", "The key that was sent lacks the scope ingest.");
            yield return new("413", "The body is too large.");
            yield return new("415", "The body has a Content-Encoding other than gzip.");
        }

        yield return new("429", "Overloaded: nothing was stored; Retry-After says when to send it again.");
        yield return new("503", "Storage does not work: nothing was stored; Retry-After says when to send it again.");
    }

    private static IEnumerable<KeyValuePair<string, string>> OfApi(string path, RouteInfo info)
    {
        if (info.Body is not null || info.Query is not null) yield return new("400", "The body or a parameter is wrong; the answer says what and why.");
        yield return new("401", "The key is missing, not known, or does not reach the site.");
        yield return new("403", "The key lacks the scope.");
        if (path.EndsWith('}') || path.EndsWith("/run", StringComparison.Ordinal)) yield return new("404", "There is none of this name or number.");
        if (info.Body is not null)
        {
            yield return new("413", "The body is too large.");
            yield return new("415", "The body has a Content-Encoding other than gzip.");
        }

        yield return new("429", "The key asks too often, or too many reports are waiting; Retry-After says when to try again.");
        yield return new("503", "The service is starting, or storage does not answer; Retry-After says when to try again.");
    }
}
