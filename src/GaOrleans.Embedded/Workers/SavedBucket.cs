using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>A bucket as it was between two hits, with the watermarks of that moment, on its way into a checkpoint.</summary>
/// <param name="Live">The bucket.</param>
/// <param name="FirstUnsaved">Offset of the first hit in it that the store does not have.</param>
/// <param name="Watermarks">Up to where hits are in it.</param>
/// <param name="Sealed">Whether it is saved in sealed form.</param>
/// <param name="Bytes">What to save.</param>
internal sealed record SavedBucket(LiveBucket Live, long FirstUnsaved, LogPosition[] Watermarks, bool Sealed, byte[] Bytes)
{
    /// <summary>What the store gets.</summary>
    internal StoredBucket ToStored() => new(Live.Slot.Key, Bytes, Live.Bucket.Rows, Sealed, Watermarks);

    /// <summary>Takes the state of a bucket; on its worker.</summary>
    internal static SavedBucket Take(LiveBucket live, bool seal)
    {
        byte[] bytes = seal ? BucketCodec.WriteSealed(live.Bucket) : BucketCodec.WriteOpen(live.Bucket);
        return new SavedBucket(live, live.FirstUnsaved, live.Bucket.Watermarks, seal, bytes);
    }
}
