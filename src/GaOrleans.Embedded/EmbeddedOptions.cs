using GaOrleans.Core.Buckets;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Embedded.Workers;

namespace GaOrleans.Embedded;

/// <summary>How the single-node edition works; validated when the engine is opened.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Folder of all data; made when missing. One process at a time uses it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The log.</summary>
    public LogOptions Log { get; init; } = new();

    /// <summary>The bucket store.</summary>
    public BucketStoreOptions Store { get; init; } = new();

    /// <summary>Workers, checkpoints and reading.</summary>
    public WorkerOptions Workers { get; init; } = new();

    /// <summary>How many different values buckets keep and show.</summary>
    public BucketLimits Limits { get; init; } = BucketLimits.Default;

    /// <summary>Log bytes that are archived together, in bytes; default 100 MiB.</summary>
    public long ArchiveBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>How long a hit waits at most to be archived, in seconds; default 900.</summary>
    public int ArchiveSeconds { get; init; } = 900;

    /// <summary>Throws when something cannot work.</summary>
    /// <exception cref="ArgumentException">It names the option and what it may be.</exception>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(DataFolder);
        Check(Workers.Workers is >= 1 and <= 64, "Workers.Workers", "1 to 64");
        Check(Log.SegmentBytes is >= 8192 and <= uint.MaxValue, "Log.SegmentBytes", "8 KiB to 4 GiB");
        Check(Log.BatchBytes is >= 4096 and <= 1 << 30, "Log.BatchBytes", "4 KiB to 1 GiB");
        Check(Log.FrameBytes is >= 1024 and <= 1 << 29, "Log.FrameBytes", "1 KiB to 512 MiB");
        Check(Workers.FramesInFlight >= 1 && Workers.BytesInFlight >= Log.FrameBytes, "Workers.BytesInFlight", "at least one frame");
        Check(Workers.CheckpointMs >= 10, "Workers.CheckpointMs", "at least 10");
        Check(ArchiveBytes >= 1 && ArchiveSeconds >= 1, "ArchiveBytes and ArchiveSeconds", "at least 1");
    }

    private static void Check(bool holds, string option, string mayBe)
    {
        if (!holds) throw new ArgumentException($"the option {option} must be {mayBe}");
    }
}
