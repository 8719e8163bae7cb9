namespace GaOrleans.Embedded.Log;

/// <summary>How the segmented log keeps its files.</summary>
public sealed record LogOptions
{
    /// <summary>Size of a segment file, in bytes; default 128 MiB. Segments are deleted whole, so larger ones keep more of what is no longer needed.</summary>
    public long SegmentBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Most bytes written before one flush; default 4 MiB. Larger batches flush less often and hold their first frame back longer.</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most frames waiting to be written; default 16,384. Further ones are refused.</summary>
    public int QueuedFrames { get; init; } = 16_384;

    /// <summary>Most bytes waiting to be written; default 128 MiB. Further ones are refused.</summary>
    public long QueuedBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Largest frame, in bytes; default 16 MiB.</summary>
    public int FrameBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Pause after the first failed attempt to write, in milliseconds; default 100. It doubles up to <see cref="RetryAtMostMs"/>.</summary>
    public int RetryMs { get; init; } = 100;

    /// <summary>Longest pause between attempts to write, in milliseconds; default 5000.</summary>
    public int RetryAtMostMs { get; init; } = 5_000;

    /// <summary>Whether segments are filled with zeros ahead of use, so that a flush need not journal the file's extents; default true.</summary>
    public bool Prewrite { get; init; } = true;
}
