using GaOrleans.Core.Buckets;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>A bucket as it was between two hits, with the watermarks of that moment, on its way into a checkpoint.</summary>
/// <param name="Live">The bucket.</param>
/// <param name="FirstUnsaved">Offset of the first hit in it that the store does not have.</param>
/// <param name="Image">What to save.</param>
/// <param name="Sealed">Whether it is saved in sealed form.</param>
internal sealed record SavedBucket(LiveBucket Live, long FirstUnsaved, BucketImage Image, bool Sealed)
{
    /// <summary>What the store gets; encoded now, on the thread of the checkpoint.</summary>
    internal StoredBucket ToStored() => new(Image.Key, BucketCodec.Write(Image, Sealed), Image.Rows, Sealed, Image.Watermarks);
}
