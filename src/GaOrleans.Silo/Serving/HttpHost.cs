using System.Net;
using System.Net.Sockets;
using GaOrleans.Cluster.Operations;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using GaOrleans.Engine.Quotas;
using GaOrleans.Engine.Records;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;
using GaOrleans.Hosting.Mailing;
using GaOrleans.Hosting;
using GaOrleans.Http;
using GaOrleans.Http.Operations;
using GaOrleans.Portal;

namespace GaOrleans.Silo.Serving;

/// <summary>The HTTP interfaces of a silo, over what its Orleans host has.</summary>
internal static class HttpHost
{
    private const string VisitorSecret = "visitors";
    private const int Backlog = 4096;

    /// <summary>Puts them together.</summary>
    public static async Task<WebApplication> BuildAsync(WebApplicationBuilder web, IServiceProvider silo, SiloSettings settings, SiloRoles roles,
        Socket front, SiloReadiness readiness, OpenConnections connections, SiloMetrics metrics, IHealthSource health, ProcessName who)
    {
        var configuration = silo.GetRequiredService<IConfigurationStore>();
        IServiceCollection services = web.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(silo.GetRequiredService<IHitSink>());
        services.AddSingleton(silo.GetRequiredService<ISiteData>());
        services.AddSingleton(configuration);
        services.AddAccounts(silo.GetRequiredService<IRecordStore>());
        services.AddSingleton(new HitAssembler(await configuration.SecretAsync(VisitorSecret, CancellationToken.None), new VisitorContinuity(), silo.GetService<ISiteShards>()));
        services.AddSingleton(_ => silo.GetRequiredService<IBucketReader>());
        services.AddSingleton(provider => new ReportService(
            silo.GetRequiredService<IBucketReader>(), configuration, TimeProvider.System, settings.Reports, new CoreCalculator(settings.Reports), provider.GetRequiredService<ILogger<ReportService>>()));
        services.AddSingleton(silo.GetRequiredService<IRequestRates>());
        services.AddSingleton(silo.GetRequiredService<IAttemptRates>());
        services.AddSingleton<IReadiness>(readiness);
        services.AddSingleton<IMetricSource>(metrics);
        services.AddSingleton<IHostLifetime, SilentLifetime>();
        var board = new ClusterHealth(silo.GetRequiredService<IGrainFactory>(), TimeProvider.System);
        services.AddSingleton<IServiceHealth>(board);
        services.AddSingleton<IHealthBoard>(board);
        services.AddSingleton(health);
        services.AddHealth(who);
        web.Services.AddMailing(settings.Mail);
        web.AddGaOrleansHttp(settings.Http);
        bool portal = roles.Portal && settings.Portal.Enabled;
        if (portal) web.AddGaOrleansPortal(settings.Portal, settings.Notices);
        web.WebHost.UseSockets(sockets =>
        {
            sockets.Backlog = Backlog;
            sockets.CreateBoundListenSocket = _ => front;
        });
        web.WebHost.ConfigureKestrel(kestrel => kestrel.Listen((IPEndPoint)front.LocalEndPoint!, listen => listen.Use(next => connection => connections.CountAsync(connection, next))));
        WebApplication app = web.Build();
        app.Use(next => http => SayGoodbye(http, readiness, next));
        app.MapGaOrleansHttp(portal ? roles.Parts : roles.Parts | HttpParts.Landing);
        if (portal) app.MapGaOrleansPortal();
        return app;
    }

    private static Task SayGoodbye(HttpContext http, SiloReadiness readiness, RequestDelegate next)
    {
        if (readiness.IsDraining) http.Response.Headers.Connection = "close";
        return next(http);
    }
}
