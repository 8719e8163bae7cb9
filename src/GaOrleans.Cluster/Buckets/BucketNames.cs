using System.Globalization;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Buckets;

/// <summary>The key of a bucket as text, for grains and streams: <c>site/hour/shard</c>, numbers without leading zeros.</summary>
public static class BucketNames
{
    /// <summary>The text of a key.</summary>
    public static string Of(BucketKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Site}/{key.Hour}/{key.Shard}");

    /// <summary>Reads a text back.</summary>
    /// <returns>Whether it is a key, written as <see cref="Of"/> writes it.</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out BucketKey key)
    {
        key = default;
        Span<Range> parts = stackalloc Range[4];
        if (name.Split(parts, '/') != 3) return false;
        if (!int.TryParse(name[parts[0]], NumberStyles.None, CultureInfo.InvariantCulture, out int site)) return false;
        if (!long.TryParse(name[parts[1]], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long hour)) return false;
        if (!int.TryParse(name[parts[2]], NumberStyles.None, CultureInfo.InvariantCulture, out int shard)) return false;
        key = new BucketKey(site, hour, shard);
        return name.SequenceEqual(Of(key));
    }
}
