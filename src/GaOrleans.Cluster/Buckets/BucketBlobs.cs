using System.Globalization;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Names of the blobs with rows: <c>buckets/site/hour-shard-version-random</c>. The random part makes sure that no name is used twice, whatever
/// two activations do at once.
/// </summary>
internal static class BucketBlobs
{
    /// <summary>What the names of all blobs of a site start with.</summary>
    internal static string PrefixOf(int site) => string.Create(CultureInfo.InvariantCulture, $"buckets/{site}/");

    /// <summary>What the names of all blobs of a bucket start with.</summary>
    internal static string PrefixOf(BucketKey key) => string.Create(CultureInfo.InvariantCulture, $"buckets/{key.Site}/{key.Hour}-{key.Shard}-");

    /// <summary>A name for a version of a bucket.</summary>
    internal static string NameOf(BucketKey key, long version, long random) => string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(key)}{version}-{(ulong)random:x16}");

    /// <summary>The version that a blob of a bucket was named for; the largest number when the name tells none.</summary>
    internal static long VersionOf(BucketKey key, string name)
    {
        ReadOnlySpan<char> rest = name.AsSpan(PrefixOf(key).Length);
        int end = rest.IndexOf('-');
        return end > 0 && long.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : long.MaxValue;
    }

    /// <summary>A name for damaged rows; it is not among those of the bucket, so that no sweep removes it.</summary>
    internal static string DamagedNameOf(BucketKey key, long version, long random) =>
        string.Create(CultureInfo.InvariantCulture, $"damaged/{key.Site}/{key.Hour}-{key.Shard}-{version}-{(ulong)random:x16}");
}
