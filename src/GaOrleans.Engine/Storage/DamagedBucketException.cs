using GaOrleans.Core.Sites;

namespace GaOrleans.Engine.Storage;

/// <summary>Stored bytes of a bucket do not match their checksum or cannot be read.</summary>
public sealed class DamagedBucketException : IOException
{
    /// <summary>Makes the exception.</summary>
    public DamagedBucketException(BucketKey key, string what)
        : base($"cannot read the bucket of site {key.Site}, hour {key.Hour}, shard {key.Shard}: {what}; restore it from a backup or replay it from the archive") => (Key, What) = (key, what);

    /// <summary>Which bucket.</summary>
    public BucketKey Key { get; }

    /// <summary>What is wrong with it.</summary>
    public string What { get; }
}
