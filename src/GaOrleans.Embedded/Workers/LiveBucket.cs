using GaOrleans.Core.Buckets;

namespace GaOrleans.Embedded.Workers;

/// <summary>A bucket in memory and what its worker knows of it. Only the worker changes it.</summary>
internal sealed class LiveBucket(Bucket bucket, BucketSlot slot, long loading, bool storedSealed)
{
    /// <summary>Memory that a live bucket takes besides the bucket itself: this object, its slot and their places in the tables.</summary>
    internal const int OverheadBytes = 300;

    /// <summary>What <see cref="FirstUnsaved"/> is when all is saved.</summary>
    internal const long AllSaved = -1;

    /// <summary>The rows.</summary>
    internal Bucket Bucket => bucket;

    /// <summary>Its place in the index.</summary>
    internal BucketSlot Slot => slot;

    /// <summary>Offset of the first hit that no saved or being saved state holds; <see cref="AllSaved"/> when there is none.</summary>
    internal long FirstUnsaved { get; set; } = AllSaved;

    /// <summary>Whether a checkpoint that holds it is being saved.</summary>
    internal bool BeingSaved { get; set; }

    /// <summary>Whether the store has it in sealed form.</summary>
    internal bool StoredSealed { get; set; } = storedSealed;

    /// <summary>Memory that it was last counted with, in bytes.</summary>
    internal long SizeBytes { get; private set; }

    /// <summary>When the last hit came, in seconds since 1970.</summary>
    internal long ChangedAt { get; set; }

    /// <summary>Counts its memory anew.</summary>
    internal long TakeSize() => SizeBytes = bucket.MemoryBytes + OverheadBytes;

    /// <summary>A number that is different after every change, also when the bucket was out of memory in between.</summary>
    internal long Stamp => (loading << 32) + bucket.Version;
}
