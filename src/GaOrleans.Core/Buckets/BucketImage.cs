using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// A bucket as it was between two hits: rows and the watermarks that belong to them. The owner takes it, which costs nothing; any thread may encode it
/// while the owner goes on applying hits.
/// </summary>
public sealed class BucketImage
{
    internal BucketImage(Bucket bucket)
    {
        Snapshot = bucket.Snapshot();
        Watermarks = bucket.Watermarks;
        DuplicateCount = bucket.DuplicateCount;
        Rows = bucket.Rows;
    }

    /// <summary>Which bucket.</summary>
    public BucketKey Key => Snapshot.Key;

    /// <summary>For each partition the offset of the last hit in it.</summary>
    public IReadOnlyList<LogPosition> Watermarks { get; }

    /// <summary>Rows that count.</summary>
    public int Rows { get; }

    internal BucketSnapshot Snapshot { get; }

    internal long DuplicateCount { get; }
}
