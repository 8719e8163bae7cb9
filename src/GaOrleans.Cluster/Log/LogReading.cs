namespace GaOrleans.Cluster.Log;

/// <summary>A part of a partition.</summary>
/// <param name="Epoch">The owner's epoch; one lower than seen before comes from an owner that was replaced, and is not to be believed.</param>
/// <param name="Next">The offset after the last hit read; where the next reading starts.</param>
/// <param name="AsOfMs">Every hit that was acknowledged before this instant (milliseconds since 1970 UTC) lies before <paramref name="Next"/>, or is in this reading.</param>
/// <param name="Streams">What was read, by stream, in the order of each stream's first hit.</param>
/// <param name="More">Of one stream alone: whether it has unsaved hits behind these that did not fit into the answer.</param>
[GenerateSerializer, Immutable, Alias("GaOrleans.LogReading")]
public sealed record LogReading([property: Id(0)] long Epoch, [property: Id(1)] long Next, [property: Id(2)] long AsOfMs, [property: Id(3), Immutable] StreamPart[] Streams,
    [property: Id(4)] bool More = false);
