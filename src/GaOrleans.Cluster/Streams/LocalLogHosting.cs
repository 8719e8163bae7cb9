using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Embedded.Files;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime.Providers;
using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>Adds the streams over the local log to a silo. Needs <see cref="GaClusterOptions"/> among the services.</summary>
public static class LocalLogHosting
{
    private static readonly TimeSpan PumpPeriod = TimeSpan.FromMilliseconds(5), DeliveryPatience = TimeSpan.FromMinutes(10), StreamInactivity = TimeSpan.FromMinutes(5);

    /// <summary>Adds stream provider, partitions, <see cref="IPartitionMap"/> and <see cref="IHitPublisher"/>.</summary>
    public static ISiloBuilder AddLocalLogStreams(this ISiloBuilder builder, LocalLogOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IFileSystem, DiskFileSystem>();
        builder.Services.AddSingleton<OpenPartitions>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<OpenPartitions>());
        builder.Services.TryAddSingleton<IHitPublisher, StreamHitPublisher>();
        builder.Services.TryAddSingleton<IPartitionMap, HashRingPartitions>();
        return builder.AddPersistentStreams(StreamNames.Provider, LogAdapterFactory.Create, Configure);
    }

    private static void Configure(ISiloPersistentStreamConfigurator streams)
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
        streams.UseConsistentRingQueueBalancer();
        streams.ConfigureBackoffProvider((_, _) => (IMessageDeliveryBackoffProvider)new DeliveryPauses());
        streams.ConfigurePullingAgent(agent => agent.Configure(options =>
        {
            options.GetQueueMsgsTimerPeriod = PumpPeriod;
            options.MaxEventDeliveryTime = DeliveryPatience;
            options.StreamInactivityPeriod = StreamInactivity;
        }));
    }
}
