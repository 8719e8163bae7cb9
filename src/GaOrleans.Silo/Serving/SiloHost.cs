using GaOrleans.Cluster;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Quotas;
using GaOrleans.Cluster.Records;
using GaOrleans.Cluster.Reports;
using GaOrleans.Engine.Quotas;
using GaOrleans.Hosting;
using Orleans.Configuration;

namespace GaOrleans.Silo.Serving;

/// <summary>The Orleans host of a silo.</summary>
internal static class SiloHost
{
    private static readonly TimeSpan ShutdownLimit = TimeSpan.FromSeconds(20);

    // Other silos learn within that time where the grains of a silo that ends have gone; until then it passes on what they send it.
    private static readonly TimeSpan RerouteTime = TimeSpan.FromSeconds(1);

    /// <summary>Puts it together.</summary>
    public static IHost Build(SiloArguments arguments, SiloSettings settings, IClusterBackend backend, IConfiguration configuration)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        ServiceHost.Configure(builder.Logging);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownLimit);
        builder.UseOrleans(silo => Configure(silo, arguments, settings, backend, configuration));
        return builder.Build();
    }

    /// <summary>Adds everything that a silo consists of beside its place in the cluster and where data are kept.</summary>
    public static void AddParts(ISiloBuilder silo, SiloSettings settings)
    {
        silo.AddBucketGrains(settings.Cluster);
        silo.AddClusterCollecting();
        silo.AddClusterReports();
        silo.AddClusterConfiguration();
        silo.AddClusterRecords();
        silo.AddClusterRates(new RateLimit(settings.Http.RequestsPerSecond, settings.Http.RequestBurst));
        silo.Services.AddSingleton<ClusterFigures>();
        silo.Services.AddHostedService(services => services.GetRequiredService<ClusterFigures>());
    }

    private static void Configure(ISiloBuilder silo, SiloArguments arguments, SiloSettings settings, IClusterBackend backend, IConfiguration configuration)
    {
        silo.Services.AddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(settings.Cluster);
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.SiloPort = arguments.SiloPort;
            endpoints.GatewayPort = arguments.GatewayPort;
        });
        silo.Configure<ClusterMembershipOptions>(DetectQuickly);
        silo.Configure<SiloMessagingOptions>(messaging => messaging.WaitForMessageToBeQueuedForOutboundTime = RerouteTime);
        backend.Configure(silo, configuration, settings.Cluster);
        AddParts(silo, settings);
        if (Telemetry.IsWanted(configuration)) silo.AddActivityPropagation();
        if (!arguments.Roles.Engine) silo.LeaveOutGrains();
    }

    // Six seconds of silence are a death. A machine whose cores are all busy must not look like one: silos that find themselves slow allow others more time.
    private static void DetectQuickly(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);
        membership.MaxJoinAttemptTime = TimeSpan.FromSeconds(60);
        membership.LocalHealthDegradationMonitoringPeriod = TimeSpan.FromSeconds(5);
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(10);
    }
}
