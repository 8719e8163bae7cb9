using GaOrleans.Core.Buckets;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// The open form of a bucket's rows, encoded once for each version however many ask for it; away from the grain's turn when it takes long.
/// One turn at a time.
/// </summary>
internal sealed class BucketEncoder
{
    // Up to so many rows are encoded at once: it takes less than handing them over.
    private const int FewRows = 500;

    private long _version;
    private Task<byte[]>? _open;

    /// <summary>The open form as it is now.</summary>
    internal Task<byte[]> OpenAsync(BucketRows rows)
    {
        if (_open is { IsFaulted: false } known && _version == rows.Version) return known;
        _version = rows.Version;
        return _open = EncodeAsync(rows.TakeImage(), isSealed: false);
    }

    /// <summary>Either form of an image.</summary>
    internal static Task<byte[]> EncodeAsync(BucketImage image, bool isSealed) =>
        image.Rows <= FewRows ? Task.FromResult(BucketCodec.Write(image, isSealed)) : Task.Run(() => BucketCodec.Write(image, isSealed));

    /// <summary>Forgets what was encoded.</summary>
    internal void Clear() => _open = null;
}
