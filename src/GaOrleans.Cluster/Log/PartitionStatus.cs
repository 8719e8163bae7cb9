namespace GaOrleans.Cluster.Log;

/// <summary>What a partition is doing.</summary>
/// <param name="Epoch">Its owner's epoch.</param>
/// <param name="NextOffset">The offset that the next hit will take.</param>
/// <param name="DeliveredTo">The offset before which all hits were delivered to their buckets.</param>
/// <param name="FreshToMs">Every hit acknowledged before this instant was delivered; milliseconds since 1970 UTC.</param>
/// <param name="SavedTo">The offset before which all hits are in saved buckets.</param>
/// <param name="ArchivedTo">The offset before which all hits are archived.</param>
/// <param name="UnsavedStreams">Streams with hits that are in no saved bucket yet.</param>
/// <param name="UnsavedBytes">Memory of what is kept of those hits.</param>
/// <param name="Problem">Why the partition takes no hits; null when it does.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.PartitionStatus")]
public sealed record PartitionStatus(
    [property: Id(0)] long Epoch, [property: Id(1)] long NextOffset, [property: Id(2)] long DeliveredTo, [property: Id(3)] long FreshToMs,
    [property: Id(4)] long SavedTo, [property: Id(5)] long ArchivedTo, [property: Id(6)] int UnsavedStreams, [property: Id(7)] long UnsavedBytes,
    [property: Id(8)] string? Problem);
