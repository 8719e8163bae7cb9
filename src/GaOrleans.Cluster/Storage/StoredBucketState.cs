using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Storage;

/// <summary>
/// A bucket's checkpoint, as grain storage keeps it under the ETag of its writer. Small rows stand in it, larger ones in a blob of a name that is never
/// used again: writing the state swaps the pointer to it.
/// </summary>
[GenerateSerializer, Alias("GaOrleans.StoredBucketState")]
public sealed class StoredBucketState
{
    /// <summary>Name of the state in grain storage.</summary>
    public const string Name = "bucket";

    /// <summary>Grows with every checkpoint; 0 before the first.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The rows, when they are few; null when a blob has them.</summary>
    [Id(1)]
    public byte[]? Inline { get; set; }

    /// <summary>The blob with the rows; null when they are inline.</summary>
    [Id(2)]
    public string? Blob { get; set; }

    /// <summary>Number of rows.</summary>
    [Id(3)]
    public int Rows { get; set; }

    /// <summary>Whether the bytes are the sealed form.</summary>
    [Id(4)]
    public bool Sealed { get; set; }

    /// <summary>Partitions of the watermarks, beside <see cref="WatermarkOffsets"/>.</summary>
    [Id(5)]
    public int[] WatermarkPartitions { get; set; } = [];

    /// <summary>For each partition the offset of the last hit applied.</summary>
    [Id(6)]
    public long[] WatermarkOffsets { get; set; } = [];

    /// <summary>
    /// A blob with earlier rows of the bucket that turned out to be damaged; null when there is none. The other fields then hold what came after.
    /// Whoever reads the bucket has to say that it is damaged.
    /// </summary>
    [Id(8)]
    public string? Damaged { get; set; }

    /// <summary>The watermarks.</summary>
    public LogPosition[] Watermarks() => [.. WatermarkPartitions.Zip(WatermarkOffsets, (partition, offset) => new LogPosition(partition, offset))];

    /// <summary>Sets the watermarks.</summary>
    public void SetWatermarks(IReadOnlyList<LogPosition> watermarks)
    {
        WatermarkPartitions = [.. watermarks.Select(position => position.Partition)];
        WatermarkOffsets = [.. watermarks.Select(position => position.Offset)];
    }
}
