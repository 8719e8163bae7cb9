using System.Globalization;

namespace GaOrleans.Engine.Sites;

/// <summary>
/// The partitions of <see cref="Records.IRecordStore"/> whose records belong to one site. Whatever keeps such records names its partition here, so that none are
/// left when the site is deleted.
/// </summary>
public static class SitePartitions
{
    /// <summary>How far notices are, a record for each schedule and alert.</summary>
    public static string Claims(int siteId) => string.Create(CultureInfo.InvariantCulture, $"notices/{siteId}");

    /// <summary>Who has unsubscribed, a record for each subscription.</summary>
    public static string Unsubscribed(int siteId) => string.Create(CultureInfo.InvariantCulture, $"notices/unsubscribed/{siteId}");

    /// <summary>What was sent in a month of UTC, a record for each line.</summary>
    public static string Sent(int siteId, DateTime month) => string.Create(CultureInfo.InvariantCulture, $"notices/log/{siteId}/{month:yyyy-MM}");

    /// <summary>How often shared links were opened, a record for each link.</summary>
    public static string ShareCounts(int siteId) => string.Create(CultureInfo.InvariantCulture, $"share-counts/{siteId}");

    /// <summary>All that a site can have.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="sinceMs">When it was made, milliseconds since 1970 UTC.</param>
    /// <param name="nowMs">Now.</param>
    public static IEnumerable<string> All(int siteId, long sinceMs, long nowMs)
    {
        yield return Claims(siteId);
        yield return Unsubscribed(siteId);
        yield return ShareCounts(siteId);
        for (DateTime month = MonthOf(nowMs); month >= MonthOf(sinceMs); month = month.AddMonths(-1)) yield return Sent(siteId, month);
    }

    /// <summary>The first day of the month of an instant, in UTC.</summary>
    public static DateTime MonthOf(long ms)
    {
        DateTime at = DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime;
        return new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc);
    }
}
