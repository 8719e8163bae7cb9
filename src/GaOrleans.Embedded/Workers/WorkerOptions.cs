namespace GaOrleans.Embedded.Workers;

/// <summary>How hits are applied, saved and read back.</summary>
public sealed record WorkerOptions
{
    /// <summary>Worker threads, 1 to 64; default the number of processors. A bucket belongs to one of them.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>Most frames between acceptance and answer; default 16,384. Further ones are refused with 429.</summary>
    public int FramesInFlight { get; init; } = 16_384;

    /// <summary>Most bytes between acceptance and answer; default 128 MiB. Further ones are refused with 429.</summary>
    public long BytesInFlight { get; init; } = 128 * 1024 * 1024;

    /// <summary>Time between checkpoints, in milliseconds; default 5000. Longer ones write less and make recovery longer.</summary>
    public int CheckpointMs { get; init; } = 5_000;

    /// <summary>Log bytes since the last checkpoint that start the next one early; default 256 MiB.</summary>
    public long CheckpointBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Log bytes without checkpoint at which further hits are refused with 503; default 4 GiB. Bounds recovery and disk while checkpoints fail.</summary>
    public long UnsavedBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How long after its end an hour is sealed, in seconds; default 600. Later hits open it again.</summary>
    public int SealGraceSeconds { get; init; } = 600;

    /// <summary>How long no hit may have come before an hour is sealed, in seconds; default 30.</summary>
    public int SealIdleSeconds { get; init; } = 30;

    /// <summary>Memory for buckets that are being written, in bytes; default an eighth of what the process may use. Saved ones leave memory beyond it; at twice as much hits are refused with 429.</summary>
    public long LiveBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8;

    /// <summary>Memory for the views of buckets that reports read, in bytes; default a quarter of what the process may use.</summary>
    public long ViewBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    /// <summary>Memory for the symbols of one site before they are built anew, in bytes; default 256 MiB.</summary>
    public long SymbolBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Pause after a failed attempt to reach the bucket store, in milliseconds; default 200.</summary>
    public int RetryMs { get; init; } = 200;
}
