using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Collecting;

/// <summary>What of one bucket is between acceptance and answer. Its <see cref="Gatherer"/> guards it.</summary>
internal sealed class BucketGate(BucketKey? bucket)
{
    /// <summary>The bucket; null for frames whose hits all count nowhere.</summary>
    internal BucketKey? Bucket => bucket;

    /// <summary>Frames that gather for it now, or null.</summary>
    internal GatheredFrames? Gathering { get; set; }

    /// <summary>Frames of it that are not answered.</summary>
    internal int FramesInFlight { get; set; }
}
