using System.Text;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.TestKit.Oracle;

/// <summary>What hits look like when each bucket shows only so many values of a dimension: the most frequent stay, ties go by bytes.</summary>
public static class OracleFolding
{
    /// <summary>The hits as reports see them; of one event id in a bucket the smallest alone. Names are taken to be within the limit.</summary>
    public static List<Hit> Fold(IEnumerable<Hit> hits, BucketLimits limits) =>
        [.. hits.GroupBy(hit => new BucketKey(hit.Site, hit.Hour, hit.Shard)).SelectMany(bucket => FoldBucket([.. Rows(bucket)], limits))];

    private static IEnumerable<Hit> Rows(IEnumerable<Hit> bucket)
    {
        foreach (IGrouping<ulong, Hit> same in bucket.GroupBy(hit => hit.EventId))
        {
            if (same.Key != 0) yield return same.Order(HitContentOrder.Instance).First();
            else foreach (Hit hit in same) yield return hit;
        }
    }

    private static List<Hit> FoldBucket(List<Hit> rows, BucketLimits limits)
    {
        rows = Fold(rows, limits.KeptPages, hit => hit.Page, (hit, text) => hit with { Page = text });
        rows = Fold(rows, limits.KeptValues, hit => hit.Hostname, (hit, text) => hit with { Hostname = text });
        rows = Fold(rows, limits.KeptValues, hit => hit.Client.Country, (hit, text) => hit with { Client = hit.Client with { Country = text } });
        rows = Fold(rows, limits.KeptValues, hit => hit.Client.City, (hit, text) => hit with { Client = hit.Client with { City = text } });
        rows = Fold(rows, limits.KeptValues, hit => hit.Client.Browser, (hit, text) => hit with { Client = hit.Client with { Browser = text } });
        rows = Fold(rows, limits.KeptValues, hit => hit.Origin.Source, (hit, text) => hit with { Origin = hit.Origin with { Source = text } });
        foreach (string key in rows.SelectMany(hit => hit.Props).Select(prop => prop.Key).Distinct(StringComparer.Ordinal).ToList())
        {
            rows = Fold(rows, limits.KeptValues, hit => hit.Props.Where(prop => prop.Key == key).Select(prop => prop.Value).FirstOrDefault(""),
                (hit, text) => hit with { Props = [.. hit.Props.Select(prop => prop.Key == key ? new(key, text) : prop)] });
        }

        return rows;
    }

    private static List<Hit> Fold(List<Hit> rows, int most, Func<Hit, string> read, Func<Hit, string, Hit> write)
    {
        var counted = rows.Select(read).Where(text => text.Length > 0).GroupBy(text => text, StringComparer.Ordinal).ToList();
        if (counted.Count <= most) return rows;
        HashSet<string> kept = [.. counted.OrderByDescending(group => group.Count()).ThenBy(group => Convert.ToHexString(Encoding.UTF8.GetBytes(group.Key)), StringComparer.Ordinal).Take(most).Select(group => group.Key)];
        return rows.ConvertAll(hit => read(hit).Length == 0 || kept.Contains(read(hit)) ? hit : write(hit, "(other)"));
    }
}
