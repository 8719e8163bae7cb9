using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Reports;
using GaOrleans.Cluster.Storage;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Buckets;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>The whole engine of the cluster edition, all silos in this process, on a folder of its own: collector, log, streams, buckets, index and reports, without HTTP.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gaorleans-cluster-").FullName;
    private readonly InMemoryConfigurationStore _configuration = new(TimeProvider.System);

    private LocalCluster(GaClusterOptions options) => Options = options;

    /// <summary>The options of all silos.</summary>
    public GaClusterOptions Options { get; }

    /// <summary>The silos.</summary>
    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>Faults of the storage of grain state, for all silos.</summary>
    public StorageFaults Faults { get; } = new();

    /// <summary>Starts silos.</summary>
    public static async Task<LocalCluster> StartAsync(short silos, Action<GaClusterOptions>? configure = null)
    {
        var options = new GaClusterOptions { Partitions = 4, CheckpointMs = 500, SealGraceSeconds = 0 };
        configure?.Invoke(options);
        var local = new LocalCluster(options);
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) => local.Configure(silo));
        builder.ConfigureSiloHost((_, host) => host.Logging.ClearProviders());
        local.Cluster = builder.Build();
        await local.Cluster.DeployAsync();
        return local;
    }

    /// <summary>Where hits go in, through any one silo.</summary>
    public IHitSink Sink(int silo) => Service<IHitSink>(silo);

    /// <summary>What reports read, through any one silo.</summary>
    public IBucketReader Reader(int silo) => Service<IBucketReader>(silo);

    /// <summary>A grain, asked by the client.</summary>
    public IGrainFactory Grains => Cluster.Client;

    /// <summary>Kills a silo without warning and starts another.</summary>
    public async Task KillOneAsync(Random random)
    {
        InProcessSiloHandle victim = Cluster.Silos[random.Next(Cluster.Silos.Count)];
        await Cluster.KillSiloAsync(victim);
        await Cluster.StartAdditionalSiloAsync();
    }

    /// <summary>All event ids that reports count for a site, with repetitions.</summary>
    public async Task<List<ulong>> EventIdsAsync(int site, int silo = 0)
    {
        var ids = new List<ulong>();
        foreach (BucketView view in await Reader(silo).ReadAsync(site, 0, long.MaxValue / 2, CancellationToken.None)) ids.AddRange(view.EventIds ?? []);
        return ids;
    }

    /// <summary>Rows that reports count for a site.</summary>
    public async Task<long> RowsAsync(int site, int silo = 0) =>
        (await Reader(silo).ReadAsync(site, 0, long.MaxValue / 2, CancellationToken.None)).Sum(view => (long)view.RowCount);

    public async ValueTask DisposeAsync()
    {
        Faults.Stop();
        await Cluster.DisposeAsync();
        _configuration.Dispose();
        await Eventually.HoldsAsync(() => Task.FromResult(TryDelete()), "the folder can be deleted");
    }

    // Threads of silos that were killed may still be on their way out.
    private bool TryDelete()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private T Service<T>(int silo) where T : notnull => Cluster.Silos[silo % Cluster.Silos.Count].ServiceProvider.GetRequiredService<T>();

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddSingleton(Options);
        silo.Services.AddSingleton<IConfigurationStore>(_configuration);
        silo.Services.AddSingleton<IFileSystem, DiskFileSystem>();
        silo.Services.AddSingleton<IBlobStore>(services => new FileBlobStore(services.GetRequiredService<IFileSystem>(), Path.Combine(_folder, "blobs"), TimeProvider.System));
        silo.Services.AddSingleton<IDeadLetters>(services => new FileDeadLetters(services.GetRequiredService<IFileSystem>(), Path.Combine(_folder, "dead-letters"), $"{Guid.NewGuid():N}", TimeProvider.System));
        silo.AddSqliteGrainStorage(_folder);
        Faults.Wrap(silo.Services);
        silo.AddLocalLogStreams(new LocalLogOptions { DataFolder = _folder });
        silo.AddBucketGrains(Options);
        silo.AddClusterCollecting();
        silo.AddClusterReports();
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
            membership.NumMissedProbesLimit = 2;
            membership.NumVotesForDeathDeclaration = 1;
        });
    }
}
