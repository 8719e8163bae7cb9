using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>Registers what reports of a silo read.</summary>
public static class ClusterReports
{
    /// <summary>
    /// Adds <see cref="IBucketReader"/>. Needs the grain storage <see cref="StreamNames.Storage"/>, <see cref="IBlobStore"/> and <see cref="GaClusterOptions"/>.
    /// Freshness comes from the partitions of the local log, unless an <see cref="IFreshness"/> was registered before.
    /// </summary>
    public static ISiloBuilder AddClusterReports(this ISiloBuilder silo)
    {
        if (!silo.Services.Any(service => service.ServiceType == typeof(IFreshness))) AddLogFreshness(silo.Services);
        silo.Services.TryAddSingleton(BucketLimits.Default);
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<IBucketReader>(ReaderOf);
        return silo;
    }

    private static void AddLogFreshness(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            IGrainFactory grains = provider.GetRequiredService<IGrainFactory>();
            return new LogFreshness(
                provider.GetRequiredService<GaClusterOptions>().Partitions,
                partition => grains.GetGrain<ILogPartitionGrain>(partition).StatusAsync(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<LogFreshness>>());
        });
        services.AddSingleton<IFreshness>(provider => provider.GetRequiredService<LogFreshness>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LogFreshness>());
    }

    private static ClusterBucketReader ReaderOf(IServiceProvider provider)
    {
        GaClusterOptions options = provider.GetRequiredService<GaClusterOptions>();
        var sources = new BucketSources(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredKeyedService<IGrainStorage>(StreamNames.Storage),
            provider.GetRequiredService<IBlobStore>());
        var limits = new ReaderLimits { ViewBytes = options.ViewBytes, SymbolBytes = options.ViewBytes / 2, SymbolBytesOfASite = Math.Max(options.ViewBytes / 4, 16 * 1024 * 1024) };
        return new ClusterBucketReader(sources, provider.GetRequiredService<IFreshness>(), limits, provider.GetRequiredService<BucketLimits>(), provider.GetRequiredService<TimeProvider>());
    }
}
