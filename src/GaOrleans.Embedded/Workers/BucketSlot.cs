using GaOrleans.Core.Sites;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Where a bucket is: in memory, in the store, or both. The owning worker sets <see cref="Live"/>, the checkpointer <see cref="StoredVersion"/>;
/// a bucket leaves memory only after its stored version is set, so whoever finds it not live finds the right stored version.
/// </summary>
internal sealed class BucketSlot(BucketKey key, long storedVersion)
{
    private LiveBucket? _live;
    private long _storedVersion = storedVersion;

    /// <summary>Which bucket.</summary>
    internal BucketKey Key => key;

    /// <summary>The bucket in memory, or null.</summary>
    internal LiveBucket? Live
    {
        get => Volatile.Read(ref _live);
        set => Volatile.Write(ref _live, value);
    }

    /// <summary>The version in the store; 0 when it is not there.</summary>
    internal long StoredVersion
    {
        get => Volatile.Read(ref _storedVersion);
        set => Volatile.Write(ref _storedVersion, value);
    }

    /// <summary>A number that differs between any two contents. Live ones are odd, stored ones even.</summary>
    internal ulong ContentVersion => Live is { } live ? ((ulong)live.Stamp << 1) | 1 : (ulong)StoredVersion << 1;
}
