namespace GaOrleans.Cluster.Collecting;

/// <summary>What may be between acceptance and answer in one collector.</summary>
internal sealed record StreamSinkLimits
{
    /// <summary>Frames; further ones are refused with 429.</summary>
    public int Frames { get; init; } = 32_768;

    /// <summary>Bytes of frames; further ones are refused with 429.</summary>
    public long Bytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Frames of one bucket, so that one that does not answer leaves room for the others.</summary>
    public int FramesOfABucket { get; init; } = 8_192;
}
