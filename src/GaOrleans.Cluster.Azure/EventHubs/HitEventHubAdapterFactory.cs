using GaOrleans.Cluster.Log;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Statistics;
using Orleans.Streaming.EventHubs;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Orleans' adapter of Event Hubs, with our failure handler, and sending to the partition of our map.</summary>
internal sealed class HitEventHubAdapterFactory : EventHubAdapterFactory
{
    private readonly EventHubClients _hub;
    private readonly IPartitionMap _map;

    /// <summary>Called through <see cref="CreateFor"/>.</summary>
    public HitEventHubAdapterFactory(
        string name, EventHubOptions hubOptions, EventHubReceiverOptions receiverOptions, EventHubStreamCachePressureOptions pressureOptions,
        StreamCacheEvictionOptions evictionOptions, StreamStatisticOptions statisticOptions, IEventHubDataAdapter dataAdapter,
        IServiceProvider serviceProvider, ILoggerFactory loggerFactory, IEnvironmentStatisticsProvider statistics)
        : base(name, hubOptions, receiverOptions, pressureOptions, evictionOptions, statisticOptions, dataAdapter, serviceProvider, loggerFactory, statistics)
    {
        _hub = serviceProvider.GetRequiredService<EventHubClients>();
        _map = serviceProvider.GetRequiredService<IPartitionMap>();
        StreamFailureHandlerFactory = partition => Task.FromResult<IStreamFailureHandler>(
            new HitFailureHandler(partition, serviceProvider.GetRequiredService<IGrainFactory>(), loggerFactory.CreateLogger<HitFailureHandler>()));
    }

    /// <summary>Makes the factory of a provider, as <see cref="EventHubAdapterFactory.Create"/> does.</summary>
    public static HitEventHubAdapterFactory CreateFor(IServiceProvider services, string name)
    {
        var factory = ActivatorUtilities.CreateInstance<HitEventHubAdapterFactory>(
            services, name, services.GetOptionsByName<EventHubOptions>(name), services.GetOptionsByName<EventHubReceiverOptions>(name),
            services.GetOptionsByName<EventHubStreamCachePressureOptions>(name), services.GetOptionsByName<StreamCacheEvictionOptions>(name),
            services.GetOptionsByName<StreamStatisticOptions>(name), services.GetRequiredKeyedService<IEventHubDataAdapter>(name));
        factory.Init();
        return factory;
    }

    /// <inheritdoc/>
    public override Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken token, Dictionary<string, object> requestContext) =>
        _hub.SendAsync(dataAdapter.ToQueueMessage(streamId, events, token, requestContext), _map.Of(streamId.GetKeyAsString()));
}
