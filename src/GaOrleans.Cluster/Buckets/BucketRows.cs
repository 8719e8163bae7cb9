using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// The rows of a bucket in memory: applies bundles, knows what is not saved yet, which hits were duplicates, and a version for every content.
/// One turn at a time; nothing here waits.
/// </summary>
internal sealed class BucketRows
{
    // Versions of contents that were never loaded as such have this bit and a random base, so that no two activations give one number to two contents.
    private const long UnstoredBit = 1L << 62;

    private readonly Bucket _bucket;
    private readonly long _epoch, _storedVersion, _loadedVersion;
    private RecentDuplicates? _duplicates;
    private long _changes, _savedChanges;

    /// <param name="bucket">The bucket, as loaded or new.</param>
    /// <param name="storedVersion">The version that it was loaded in; 0 when nothing was stored.</param>
    /// <param name="epoch">A random number.</param>
    internal BucketRows(Bucket bucket, long storedVersion, long epoch)
    {
        _bucket = bucket;
        _storedVersion = storedVersion;
        _epoch = epoch;
        _loadedVersion = bucket.Version;
    }

    /// <summary>Rows that count.</summary>
    internal int Count => _bucket.Rows;

    /// <summary>Hits taken in that no saved state holds.</summary>
    internal long Unsaved => _changes - _savedChanges;

    /// <summary>Hits taken in since it was loaded; what <see cref="Saved"/> is told.</summary>
    internal long Changes => _changes;

    /// <summary>Time of the hit applied last, milliseconds since 1970 UTC; 0 when none was.</summary>
    internal long LastHitMs { get; private set; }

    /// <summary>Differs between any two contents, whoever has them in memory; the stored version while nothing was added to it.</summary>
    internal long Version => _bucket.Version == _loadedVersion ? _storedVersion : UnstoredBit | ((_epoch + _bucket.Version) & (UnstoredBit - 1));

    /// <summary>The offset up to which a partition is applied; -1 for nothing.</summary>
    internal long WatermarkOf(int partition) => _bucket.WatermarkOf(partition);

    /// <summary>The rows as they are now.</summary>
    internal BucketImage TakeImage() => _bucket.TakeImage();

    /// <summary>How many hits of a range were duplicates, as far as remembered.</summary>
    internal int DuplicatesIn(in AppendedRange range) => _duplicates?.In(range) ?? 0;

    /// <summary>Whether hits before a bundle were missed, or may have been.</summary>
    internal bool MayMiss(ReadOnlySpan<byte> bundle, int partition) =>
        !HitBundle.TryOpen(bundle, out HitBundleReader hits) || hits.Before == HitBundle.UnknownBefore || hits.Before > WatermarkOf(partition);

    /// <summary>Takes the hits of a bundle in, except those that are in already. Called again after <see cref="Skip"/>, it goes on behind the poison.</summary>
    internal BundleOutcome Apply(ReadOnlySpan<byte> bundle, int partition, out PoisonHit poison)
    {
        poison = default;
        if (!HitBundle.TryOpen(bundle, out HitBundleReader hits))
        {
            poison = new PoisonHit(-1, "the bundle's header is malformed or of an unknown version", bundle.ToArray());
            return BundleOutcome.Malformed;
        }

        while (hits.TryNext(out ReadOnlySpan<byte> encoded))
        {
            if (hits.Offset <= WatermarkOf(partition)) continue;
            if (Apply(encoded, new LogPosition(partition, hits.Offset)) is not { } reason) continue;
            poison = new PoisonHit(hits.Offset, reason, encoded.ToArray());
            return BundleOutcome.Poison;
        }

        if (!hits.Malformed) return BundleOutcome.Applied;
        poison = new PoisonHit(hits.Offset, "the bundle is malformed", bundle.ToArray());
        return BundleOutcome.Malformed;
    }

    /// <summary>Leaves out everything up to an offset.</summary>
    internal void Skip(int partition, long through)
    {
        if (through <= WatermarkOf(partition)) return;
        _bucket.RestoreWatermarks([new LogPosition(partition, through)]);
        _changes++;
    }

    /// <summary>Hears that everything is saved that was taken in when <see cref="Changes"/> had a value.</summary>
    internal void Saved(long changes) => _savedChanges = Math.Max(_savedChanges, changes);

    private string? Apply(ReadOnlySpan<byte> encoded, LogPosition position)
    {
        if (!HitCodec.TryRead(encoded, out HitFields hit)) return "the hit is malformed or of an unknown version";
        if (hit.Drop != DropReason.None)
        {
            Skip(position.Partition, position.Offset);
            return null;
        }

        int rows = _bucket.Rows;
        try
        {
            _bucket.Apply(hit, position);
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }

        // A hit that takes the place of another with its event id adds no row either.
        if (_bucket.Rows == rows) (_duplicates ??= new RecentDuplicates()).Add(position.Partition, position.Offset);
        _changes++;
        LastHitMs = hit.TimeMs;
        return null;
    }
}
