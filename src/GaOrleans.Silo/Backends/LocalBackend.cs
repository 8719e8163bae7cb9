using System.Net;
using GaOrleans.Cluster;
using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Membership;
using GaOrleans.Cluster.Storage;
using GaOrleans.Cluster.Streams;
using GaOrleans.Embedded.Log;
using GaOrleans.Hosting;
using Orleans.Configuration;

namespace GaOrleans.Silo.Backends;

/// <summary>Keeps everything in one folder, which all silos of the machine share: SQLite for membership and grain state, files for logs, blobs and the archive.</summary>
internal sealed class LocalBackend(string dataFolder) : IClusterBackend
{
    /// <summary>What the cluster of a folder is called.</summary>
    public const string ClusterName = "gaorleans";

    private const int SmallestSegment = 8192;

    private static readonly TimeSpan MembersReadEvery = TimeSpan.FromSeconds(1);

    private LocalLogOptions? _log;

    /// <inheritdoc/>
    public string? Problem(IConfiguration configuration)
    {
        try
        {
            ArchiveSection archive = Sections.Bind(configuration, "Archive", new ArchiveSection());
            if (archive.Bytes < 1 || archive.Seconds < 1) return "Archive:Bytes and Archive:Seconds must be at least 1";
            var log = Sections.Bind(configuration, "Log", new LogOptions { SegmentBytes = new LocalLogOptions { DataFolder = "" }.Log.SegmentBytes });
            if (log.SegmentBytes is < SmallestSegment or > uint.MaxValue) return "Log:SegmentBytes must be 8 KiB to 4 GiB";
            _log = new LocalLogOptions { DataFolder = dataFolder, Log = log, ArchiveBytes = archive.Bytes, ArchiveSeconds = archive.Seconds };
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return e.Message;
        }
    }

    /// <inheritdoc/>
    public void Configure(ISiloBuilder silo, IConfiguration configuration, GaClusterOptions options)
    {
        PartitionCount.Check(dataFolder, options.Partitions);
        silo.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = ClusterName);
        // Nobody else's machine has a part in it.
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        silo.AddSqliteClustering(dataFolder);
        // The launcher says there at once which silo has ended, and reading it costs a millisecond.
        silo.Configure<ClusterMembershipOptions>(membership => membership.TableRefreshTimeout = MembersReadEvery);
        AddStores(silo);
    }

    /// <summary>Registers everything but membership.</summary>
    public void AddStores(ISiloBuilder silo)
    {
        silo.AddSqliteGrainStorage(dataFolder);
        silo.AddLocalLogStreams(_log!);
        silo.AddFileBlobs(dataFolder);
    }

    // What the section Archive may hold; the defaults are the log's.
    private sealed class ArchiveSection
    {
        private static readonly LocalLogOptions Defaults = new() { DataFolder = "" };

        public long Bytes { get; set; } = Defaults.ArchiveBytes;

        public int Seconds { get; set; } = Defaults.ArchiveSeconds;
    }
}
