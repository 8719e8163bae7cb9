using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Configuration;
using GaOrleans.TestKit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>Silos with buckets over memory streams, a log and a grain storage in memory, and blobs in a folder.</summary>
internal sealed class BucketCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private BucketCluster(InProcessTestCluster cluster, TestLog log, TestGrainStorage storage, FaultyBlobs blobs, Site site)
    {
        Site = site;
        _cluster = cluster;
        Log = log;
        Storage = storage;
        Blobs = blobs;
    }

    /// <summary>A site that is configured; hits of others count all the same.</summary>
    internal Site Site { get; }

    internal TestLog Log { get; }

    internal TestGrainStorage Storage { get; }

    internal FaultyBlobs Blobs { get; }

    internal IGrainFactory Grains => _cluster.Client;

    internal InProcessTestCluster Silos => _cluster;

    /// <summary>Starts silos.</summary>
    /// <param name="folder">Folder of the blobs.</param>
    /// <param name="silos">How many.</param>
    /// <param name="log">A log to share; null for one of its own.</param>
    /// <param name="storage">A storage to share; null for one of its own.</param>
    /// <param name="options">How buckets work.</param>
    internal static async Task<BucketCluster> StartAsync(string folder, short silos = 1, TestLog? log = null, TestGrainStorage? storage = null, GaClusterOptions? options = null)
    {
        log ??= new TestLog();
        storage ??= new TestGrainStorage();
        var blobs = new FaultyBlobs(new FileBlobStore(new DiskFileSystem(), folder, TimeProvider.System));
        var configuration = new InMemoryConfigurationStore();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IStreamCatchUp>(log).AddSingleton<IPartitionMap>(log).AddSingleton<ISavedMarks>(log).AddSingleton<IDeadLetters>(log);
            silo.Services.AddSingleton<IConfigurationStore>(configuration);
            silo.Services.AddSingleton<IBlobStore>(blobs);
            silo.Services.AddKeyedSingleton(StreamNames.Storage, (services, _) => storage.For(services));
            silo.AddMemoryStreams(StreamNames.Provider);
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddBucketGrains(options ?? new GaClusterOptions { CheckpointMs = 200, InlineBytes = 400 });
            silo.Configure<StreamPullingAgentOptions>(agent => agent.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(10));
        });
        builder.ConfigureClient(client => client.AddMemoryStreams(StreamNames.Provider));
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        Merchant merchant = await configuration.AddMerchantAsync("one", CancellationToken.None);
        Site? site = await configuration.AddSiteAsync(merchant.Id, "one.example", "UTC", "EUR", CancellationToken.None);
        return new BucketCluster(cluster, log, storage, blobs, site!);
    }

    internal IBucketGrain Bucket(BucketKey key) => Grains.GetGrain<IBucketGrain>(BucketNames.Of(key));

    /// <summary>Delivers what stands in a range of the log.</summary>
    internal Task DeliverAsync(BucketKey key, AppendedRange range) => PublishAsync(BucketNames.Of(key), Log.Bundle(key, range));

    internal Task PublishAsync(string key, byte[] bundle) =>
        _cluster.Client.GetStreamProvider(StreamNames.Provider).GetStream<byte[]>(StreamId.Create(StreamNames.Hits, key)).OnNextAsync(bundle);

    /// <summary>Lets go of all grains that nobody is calling.</summary>
    internal Task CollectAsync() => Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
