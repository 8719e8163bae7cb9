using GaOrleans.Engine.Collecting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Registers the collector of a silo.</summary>
public static class ClusterCollecting
{
    /// <summary>
    /// Adds <see cref="StreamSink"/> as the <see cref="IHitSink"/>, and <see cref="SiteRates"/> as <see cref="ISiteShards"/> for the assembler of hits.
    /// Needs an <see cref="IHitPublisher"/> and <see cref="GaClusterOptions"/>. The sink takes hits while the silo is active and drains when it stops,
    /// before anything else of the silo does.
    /// </summary>
    public static ISiloBuilder AddClusterCollecting(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton(provider => new StreamSink(
            provider.GetRequiredService<IHitPublisher>(),
            new GrainAppliedHits(provider.GetRequiredService<IGrainFactory>()),
            provider.GetRequiredService<GaClusterOptions>(),
            new StreamSinkLimits(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StreamSink>>()));
        silo.Services.AddSingleton<IHitSink>(provider => provider.GetRequiredService<StreamSink>());
        silo.Services.AddSingleton<SiteRates>();
        silo.Services.AddSingleton<ISiteShards>(provider => provider.GetRequiredService<SiteRates>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CollectingLifecycle>();
        return silo;
    }
}
