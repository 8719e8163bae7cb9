using GaOrleans.Engine;

namespace GaOrleans.Embedded;

/// <summary>What the engine is doing at a moment.</summary>
public sealed record EngineStatus
{
    /// <summary>Whether hits are taken.</summary>
    public required bool IsReady { get; init; }

    /// <summary>What is wrong, or null.</summary>
    public required string? Problem { get; init; }

    /// <summary>The offset that the next hit will take.</summary>
    public required long NextOffset { get; init; }

    /// <summary>The offset before which every hit is in a stored bucket; -1 when nothing was saved since the start.</summary>
    public required long SavedTo { get; init; }

    /// <summary>Time since the last checkpoint, or since the start when there was none.</summary>
    public required TimeSpan CheckpointAge { get; init; }

    /// <summary>How long flushes of the log took since the start.</summary>
    public required LatencyHistogram FlushTimes { get; init; }

    /// <summary>Frames between acceptance and answer.</summary>
    public required int FramesInFlight { get; init; }

    /// <summary>Bytes of frames taken since the start.</summary>
    public required long AcceptedBytes { get; init; }

    /// <summary>Bytes of frames taken since the last checkpoint.</summary>
    public required long UnsavedBytes { get; init; }

    /// <summary>Buckets in memory.</summary>
    public required int LiveBuckets { get; init; }

    /// <summary>Memory of these, as of the last checkpoint.</summary>
    public required long LiveBytes { get; init; }

    /// <summary>Memory of views kept for reports.</summary>
    public required long CachedViewBytes { get; init; }

    /// <summary>Buckets that cannot be read.</summary>
    public required int DamagedBuckets { get; init; }

    /// <summary>Parts of the log that cannot be read.</summary>
    public required int DamagedLogParts { get; init; }
}
