using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Http.Api;

/// <summary>
/// Stands before every endpoint that needs a key. In this order: the key must be known, must not ask too often, must have the scope,
/// and must reach the site that the route names.
/// </summary>
internal sealed partial class ApiGate(IConfigurationStore configuration, IRequestRates rates, HttpOptions options, IReadiness readiness, ApiCounters counters, ILogger<ApiGate> logger)
{
    private const string DomainParameter = "domain";

    /// <summary>Lets a call through to its handler, or refuses it.</summary>
    public async Task PassAsync(HttpContext http, KeyScopes scope, Func<ApiCall, Task> handler)
    {
        counters.CountRequest();
        if (!BearerKey.TryRead(http, configuration, out ApiKey? key))
        {
            await ApiErrors.WriteAsync(http, StatusCodes.Status401Unauthorized,
                "Missing API key. Please use a valid API key as a Bearer Token: the header Authorization: Bearer KEY.");
            return;
        }

        if (key is null)
        {
            await ApiErrors.WriteAsync(http, StatusCodes.Status401Unauthorized, ApiCall.NoAccess);
            return;
        }

        if (!rates.TryTake(key.Id))
        {
            counters.CountLimited();
            http.Response.Headers.RetryAfter = "1";
            await ApiErrors.WriteAsync(http, StatusCodes.Status429TooManyRequests,
                $"Too many API requests. The API key is limited to {options.RequestsPerSecond} requests per second. Please wait a second, or ask for a higher limit.");
            return;
        }

        if (!Access.Allows(key, scope))
        {
            await ApiErrors.WriteAsync(http, StatusCodes.Status403Forbidden, $"The API key lacks the scope {Name(scope)}, which this needs.");
            return;
        }

        if (!readiness.CanReport)
        {
            http.Response.Headers.RetryAfter = "1";
            await ApiErrors.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "The service is starting; please try again in a moment.");
            return;
        }

        var call = new ApiCall(http, key, configuration);
        if (http.Request.RouteValues.TryGetValue(DomainParameter, out object? domain) && !await call.TryReachAsync((string?)domain)) return;
        try
        {
            await handler(call);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(http, e);
        }
    }

    // What is cancelled although the caller still waits was cut off inside, as by a silo that ends.
    private async Task FailAsync(HttpContext http, Exception fault)
    {
        if (fault is not (IOException or OperationCanceledException))
        {
            LogFault(fault, http.Request.Path);
            await ApiErrors.WriteAsync(http, StatusCodes.Status500InternalServerError, "This is a fault of the service, which has noted it. Please try again, and tell support when it stays.");
            return;
        }

        counters.CountUnavailable();
        LogUnavailable(fault, http.Request.Path);
        http.Response.Headers.RetryAfter = "1";
        await ApiErrors.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "Storage does not answer at the moment. Please try again; if this was a change, look first whether it was made.");
    }

    [LoggerMessage(EventId = 61, Level = LogLevel.Warning, Message = "answered 503 to {Path}: storage does not answer")]
    private partial void LogUnavailable(Exception e, string path);

    [LoggerMessage(EventId = 62, Level = LogLevel.Error, Message = "answered 500 to {Path}: a fault of the service")]
    private partial void LogFault(Exception e, string path);

    private static string Name(KeyScopes scope) => scope.ToString().ToLowerInvariant();
}
