using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Cluster.Tests.Log;

/// <summary>A partition in a temporary folder, to be opened again and again.</summary>
internal sealed class PartitionFolder : IDisposable
{
    internal const long Hour = 1_763_692_800;
    internal const int Number = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("partition-").FullName;

    internal PartitionFolder() => Options = new LocalLogOptions
    {
        DataFolder = _folder,
        Log = new LogOptions { SegmentBytes = 64 * 1024, Prewrite = false, RetryMs = 10 },
    };

    internal LocalLogOptions Options { get; set; }

    internal string Path => Options.FolderOf(Number);

    internal BreakableFiles Files { get; } = new();

    /// <summary>The stream of a site's hits.</summary>
    internal static string Stream(int site) => $"{site}/{Hour}/0";

    /// <summary>A record of hits of a site.</summary>
    internal static LogRecord Record(int site, int hits = 1, DropReason drop = DropReason.None) =>
        new(drop == DropReason.None ? StreamNames.Hits : StreamNames.Dropped, Stream(site), HitFrames.Of([.. Enumerable.Range(0, hits).Select(i => Hit(site, i, drop))]));

    internal static Hit Hit(int site, int number = 0, DropReason drop = DropReason.None) =>
        new() { Site = site, Hour = Hour, TimeMs = (Hour * 1000) + number, Visitor = (ulong)number + 1, Drop = drop };

    /// <summary>Appends records and gives the offsets of their first hits.</summary>
    internal static async Task<List<long>> AppendAsync(LogPartition partition, params LogRecord[] records)
    {
        AppendAnswer answer = await partition.AppendAsync(LogBlock.Write(records));
        Assert.Equal(AppendStatus.Stored, answer.Status);
        return [.. answer.Offsets];
    }

    /// <summary>The offsets in a part's bundle, and what it says came before.</summary>
    internal static (long Before, List<long> Offsets) Bundle(StreamPart part)
    {
        Assert.True(HitBundle.TryOpen(part.Payload, out HitBundleReader reader));
        var offsets = new List<long>();
        while (reader.TryNext(out ReadOnlySpan<byte> hit))
        {
            Assert.True(HitCodec.TryRead(hit, out _));
            offsets.Add(reader.Offset);
        }

        Assert.False(reader.Malformed);
        return (reader.Before, offsets);
    }

    internal Task<LogPartition> OpenAsync(long tailBytes = 1024 * 1024) => OpenAsync(Files, tailBytes);

    internal Task<LogPartition> OpenAsync(IFileSystem files, long tailBytes = 1024 * 1024) =>
        new PartitionOpening(Number, files, Options, tailBytes, TimeProvider.System, NullLogger.Instance).OpenAsync(CancellationToken.None);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
