using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>Hits of the bucket that the tests use.</summary>
internal static class TestHits
{
    /// <summary>A hit; those of one event id are duplicates.</summary>
    internal static Hit Make(int number, ulong eventId = 0) => new()
    {
        Site = BucketWorld.Key.Site,
        Hour = BucketWorld.Key.Hour,
        Shard = BucketWorld.Key.Shard,
        TimeMs = (BucketWorld.Key.Hour * 1000) + (number * 37 % 3_600_000),
        Visitor = Core.Encoding.Hash64.Mix((ulong)(number % 97) + 1),
        EventId = eventId,
        Page = $"/page/{number % 23}",
    };
}
