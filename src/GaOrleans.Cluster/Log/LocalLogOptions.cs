using GaOrleans.Embedded.Log;
using GaOrleans.Engine;

namespace GaOrleans.Cluster.Log;

/// <summary>How the local log of a cluster on one machine works.</summary>
public sealed record LocalLogOptions
{
    /// <summary>Folder of all data, the same for all silos of the machine.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Files of each partition's log.</summary>
    public LogOptions Log { get; init; } = new() { SegmentBytes = 32 * 1024 * 1024 };

    /// <summary>Log bytes that are archived together, in bytes; default 32 MiB.</summary>
    public long ArchiveBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long a hit waits at most to be archived, in seconds; default 900.</summary>
    public int ArchiveSeconds { get; init; } = 900;

    /// <summary>How long flushes took, of all partitions that the silo has or had.</summary>
    public LatencyHistogram FlushTimes { get; } = new();

    /// <summary>The partitions of a silo archive one after the other: compressing costs more than all else that a hit causes.</summary>
    internal SemaphoreSlim ArchiveTurns { get; } = new(1, 1);

    /// <summary>The folder of a partition.</summary>
    public string FolderOf(int partition) => Path.Combine(DataFolder, "partitions", partition.ToString("000", System.Globalization.CultureInfo.InvariantCulture));
}
