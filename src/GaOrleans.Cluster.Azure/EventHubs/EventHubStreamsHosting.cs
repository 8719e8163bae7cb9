using Azure.Data.Tables;
using Azure.Messaging.EventHubs;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Streams;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Registers the streams of hits over Event Hubs.</summary>
public static class EventHubStreamsHosting
{
    private const string CheckpointTable = "gaorleanspositions";

    /// <summary>
    /// Adds the provider <see cref="StreamNames.Provider"/> and what goes with it: publisher, partitions, catch-up, archivers.
    /// Needs a <see cref="Archive.BlobArchive"/> and the grain storage <see cref="StreamNames.Storage"/>.
    /// </summary>
    public static ISiloBuilder AddEventHubHitStreams(
        this ISiloBuilder silo, string hub, Func<EventHubConnection> connect, TableServiceClient tables, EventHubHitOptions options)
    {
        silo.Services.AddSingleton(options);
        silo.Services.AddSingleton(_ => new EventHubClients(connect));
        silo.Services.AddSingleton<IPartitionMap, HashRingPartitions>();
        silo.Services.AddSingleton<IStreamCatchUp, EventHubCatchUp>();
        silo.Services.AddSingleton<IHitPublisher, EventHubPublisher>();
        silo.Services.AddHostedService<PartitionKeeper>();
        silo.AddEventHubStreams(StreamNames.Provider, (ISiloEventHubStreamConfigurator hits) =>
        {
            hits.ConfigureEventHub(to => to.Configure(eventHub => eventHub.ConfigureEventHubConnection(_ => connect(), hub, EventHubHitOptions.EngineGroup)));
            hits.UseDataAdapter((services, _) => ActivatorUtilities.CreateInstance<HitEventAdapter>(services));
            hits.ConfigurePartitionReceiver(to => to.Configure(receiver => receiver.StartFromNow = false));
            hits.ConfigureCacheEviction(to => to.Configure(cache => Keep(cache, options.CacheMinutes)));
            hits.UseAzureTableCheckpointer(to => to.Configure(position =>
            {
                position.TableServiceClient = tables;
                position.TableName = CheckpointTable;
                position.PersistInterval = TimeSpan.FromSeconds(options.PersistSeconds);
            }));
            hits.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            hits.ConfigurePullingAgent(to => to.Configure(agent =>
            {
                agent.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10);
                agent.MaxEventDeliveryTime = TimeSpan.FromSeconds(options.DeliverySeconds);
            }));
        });
        // The last registration of a key counts: the same adapter, with our failure handler.
        silo.Services.AddKeyedSingleton<IQueueAdapterFactory>(StreamNames.Provider, static (services, name) => HitEventHubAdapterFactory.CreateFor(services, (string)name!));
        // Its place is taken by the grain that reads Event Hubs.
        silo.Services.Configure<GrainTypeOptions>(static grains => grains.Classes.Remove(typeof(LogPartitionGrain)));
        return silo;
    }

    private static void Keep(StreamCacheEvictionOptions cache, int minutes)
    {
        cache.DataMinTimeInCache = cache.DataMaxAgeInCache = TimeSpan.FromMinutes(minutes);
        cache.MetadataMinTimeInCache = TimeSpan.FromMinutes(minutes * 2.0);
    }
}
