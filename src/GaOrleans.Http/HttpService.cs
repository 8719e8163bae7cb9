using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Sites.Deletions;
using GaOrleans.Engine.Storage;
using GaOrleans.Http.Admin;
using GaOrleans.Http.Api;
using GaOrleans.Http.Collect;
using GaOrleans.Http.Operations;
using GaOrleans.Http.Reports;
using GaOrleans.Http.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GaOrleans.Http;

/// <summary>
/// Puts the HTTP interfaces into a web application. The host registers what they stand on: <see cref="IHitSink"/>, <see cref="IConfigurationStore"/>,
/// <see cref="ISiteData"/>, <see cref="IRecordStore"/>, <see cref="HitAssembler"/>, <see cref="Engine.Reports.ReportService"/>, <see cref="IReadiness"/> and any number of <see cref="IMetricSource"/>.
/// </summary>
public static class HttpService
{
    private const int RequestLineBytes = 16 * 1024;
    private const int LargestBodyBytes = 2 * 1024 * 1024;

    /// <summary>Registers services and sets the limits of the web server.</summary>
    /// <param name="builder">The application under construction.</param>
    /// <param name="options">Checked settings.</param>
    public static void AddGaOrleansHttp(this WebApplicationBuilder builder, HttpOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel => Limit(kestrel, options));
        IServiceCollection services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<CollectCounters>();
        services.AddSingleton<StoreLatency>();
        services.AddSingleton<ApiCounters>();
        services.AddSingleton<ReportLatency>();
        services.TryAddSingleton<DroppedHits>();
        services.TryAddSingleton<SiteRemoval>();
        services.AddSingleton<IHealthSource, HttpHealth>();
        // A cluster has registered one that counts over all silos.
        services.TryAddSingleton<IRequestRates, RequestRates>();
        services.AddSingleton<ApiGate>();
        var proxies = new TrustedProxies(options.TrustedProxies);
        services.AddSingleton(proxies);
        services.AddSingleton<ClientAddressOf>(http => ClientAddress.Proven(http, proxies));
        services.AddSingleton<Collector>();
        services.AddSingleton<Intake>();
        services.AddSingleton<EventEndpoint>();
        services.AddSingleton<BatchEndpoint>();
        services.AddSingleton<PixelEndpoint>();
        services.AddSingleton<TrackerScript>();
        services.AddSingleton<ReportRoutes>();
        services.AddSingleton<JourneyRoutes>();
        services.AddSingleton<SavedQueryRoutes>();
        services.AddSingleton<IMetricSource, HttpMetrics>();
        services.AddOpenApi("v1", openApi => openApi.AddDocumentTransformer<OpenApiDocumentFiller>());
    }

    /// <summary>Maps the endpoints: all of them, or those of some parts. Health and metrics are always there.</summary>
    public static void MapGaOrleansHttp(this WebApplication app, HttpParts parts = HttpParts.All)
    {
        IServiceProvider services = app.Services;
        var single = services.GetRequiredService<EventEndpoint>();
        var batch = services.GetRequiredService<BatchEndpoint>();
        if (parts.HasFlag(HttpParts.Collect)) app.Use(next => http => HotPath(http, single, batch, next));
        app.Use(next => http => SecurityHeaders.AddAsync(http, next));
        app.UseStatusCodePages(refused => UnansweredRequests.ExplainAsync(refused.HttpContext));
        app.UseRouting();

        var routes = new ApiRoutes(app, services.GetRequiredService<ApiGate>());
        if (parts.HasFlag(HttpParts.Collect)) CollectRoutes.Map(routes, single, batch, services.GetRequiredService<PixelEndpoint>(), services.GetRequiredService<TrackerScript>());
        if (parts.HasFlag(HttpParts.Reports)) MapReports(routes, services);
        if (parts.HasFlag(HttpParts.Landing)) OperationsRoutes.MapLanding(routes);
        OperationsRoutes.Map(routes, services.GetRequiredService<IReadiness>(), [.. services.GetServices<IMetricSource>()]);
        app.MapOpenApi("/openapi/v1.json").WithMetadata(new RouteInfo("Operations", "This document.", Answer: "200 and JSON"));
    }

    private static void MapReports(ApiRoutes routes, IServiceProvider services)
    {
        services.GetRequiredService<ReportRoutes>().Map(routes);
        services.GetRequiredService<JourneyRoutes>().Map(routes);
        services.GetRequiredService<SavedQueryRoutes>().Map(routes);
        SiteRoutes.Map(routes, services.GetRequiredService<SiteRemoval>());
        GoalRoutes.Map(routes);
        KeyRoutes.Map(routes);
        DocumentRoutes.Map(routes);
        AdminRoutes.Map(routes);
    }

    // Nine requests of ten are posts to the collector; they need none of what the others need.
    private static Task HotPath(HttpContext http, EventEndpoint single, BatchEndpoint batch, RequestDelegate next)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return next(http);
        return http.Request.Path.Value switch
        {
            "/api/event" => single.HandleAsync(http),
            "/v1/events" => batch.HandleAsync(http),
            _ => next(http),
        };
    }

    private static void Limit(KestrelServerOptions kestrel, HttpOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
        kestrel.Limits.MaxRequestLineSize = RequestLineBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(120);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
