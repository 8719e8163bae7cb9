using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Log;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>Silos in this process whose streams go over the local log of a temporary folder, with test consumers in the place of buckets.</summary>
public sealed class LogCluster : IAsyncLifetime
{
    public const long Hour = 1_763_692_800;

    private readonly string _folder = Directory.CreateTempSubdirectory("log-cluster-").FullName;

    public LogCluster()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new GaClusterOptions { Partitions = 4, CheckpointMs = 2_000 });
            silo.Services.AddSingleton(Ledger);
            silo.AddLocalLogStreams(new LocalLogOptions { DataFolder = _folder, Log = new LogOptions { SegmentBytes = 4 * 1024 * 1024, Prewrite = false } });
            silo.Configure<GrainTypeOptions>(types => types.Classes.RemoveWhere(type => typeof(IBucketGrain).IsAssignableFrom(type)));
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.ProbeTimeout = TimeSpan.FromMilliseconds(500);
                membership.NumMissedProbesLimit = 2;
                membership.NumVotesForDeathDeclaration = 1;
            });
        });
        Cluster = builder.Build();
    }

    public InProcessTestCluster Cluster { get; }

    public BundleLedger Ledger { get; } = new();

    public IHitPublisher Publisher(int silo = 0) => Cluster.Silos[silo].ServiceProvider.GetRequiredService<IHitPublisher>();

    public static BucketKey Bucket(int site) => new(site, Hour, 0);

    public static ReadOnlyMemory<byte> Frame(int site, int hits = 1, DropReason drop = DropReason.None) =>
        HitFrames.Of([.. Enumerable.Range(0, hits).Select(i => new Hit { Site = site, Hour = Hour, TimeMs = (Hour * 1000) + i, Visitor = (ulong)i + 1, Drop = drop })]);

    public Task InitializeAsync() => Cluster.DeployAsync();

    public async Task DisposeAsync()
    {
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
