namespace GaOrleans.Cluster;

/// <summary>Names of stream providers and namespaces. The key of a stream decides its partition, so all of a bucket has one order.</summary>
public static class StreamNames
{
    /// <summary>The provider of all streams.</summary>
    public const string Provider = "log";

    /// <summary>Hits; the key is that of the bucket (<see cref="Buckets.BucketNames"/>), an event is a published as a <see cref="Streams.FrameBatch"/> and delivered as a <see cref="Streams.HitBundle"/>.</summary>
    public const string Hits = "hits";

    /// <summary>Hits that count nowhere, logged for the archive only and delivered to nobody; the key is any text, such as the site's number.</summary>
    public const string Dropped = "dropped";

    /// <summary>What changed in buckets, as a hint that may be lost: the log delivers such events without storing them; the key is the merchant's number, an event is a <see cref="Merchants.BucketChange"/>.</summary>
    public const string BucketChanges = "bucket-changes";

    /// <summary>The storage of grains' state.</summary>
    public const string Storage = "state";
}
