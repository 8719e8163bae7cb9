using System.Globalization;
using GaOrleans.Core.Sites;

namespace GaOrleans.Cluster.Sites;

/// <summary>The month of an hour in UTC, counted from January 1970, and the key <c>site/month</c> of its index.</summary>
public static class SiteMonth
{
    /// <summary>The month of an instant, seconds since 1970; earlier instants count as January 1970, those beyond 9999 as its last.</summary>
    public static int Of(long hour)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(hour, 0, 253_402_300_799));
        return ((at.Year - 1970) * 12) + at.Month - 1;
    }

    /// <summary>The key of the index that holds a bucket.</summary>
    public static string KeyOf(BucketKey bucket) => KeyOf(bucket.Site, Of(bucket.Hour));

    /// <summary>The key of a month's index.</summary>
    public static string KeyOf(int site, int month) => string.Create(CultureInfo.InvariantCulture, $"{site}/{month}");
}
