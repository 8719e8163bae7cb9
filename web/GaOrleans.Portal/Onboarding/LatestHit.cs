using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Portal.Onboarding;

/// <summary>A hit as it was counted, for whoever waits for the first.</summary>
/// <param name="Time">When.</param>
/// <param name="Name">The event.</param>
/// <param name="Page">The page, with its host in front.</param>
/// <param name="Client">Browser, system and country, as far as they are known.</param>
public sealed record LatestHit(DateTimeOffset Time, string Name, string Page, string Client)
{
    private const int HourSeconds = 3_600;

    /// <summary>The last hit of this hour and the one before; null when there is none.</summary>
    /// <exception cref="IOException">Stored buckets cannot be read.</exception>
    public static async ValueTask<LatestHit?> FindAsync(IBucketReader reader, Site site, DateTimeOffset now, CancellationToken ct)
    {
        ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
        long seconds = now.ToUnixTimeSeconds();
        IReadOnlyList<BucketView> views = await reader.ReadAsync(site.Id, zone.HourStart(seconds - HourSeconds), zone.HourEnd(zone.HourStart(seconds)), ct);
        for (int v = views.Count - 1; v >= 0; v--)
        {
            if (Last(views[v]) is { } hit) return hit;
        }

        return null;
    }

    private static LatestHit? Last(BucketView view)
    {
        int last = -1;
        for (int row = 0; row < view.TimesMs.Length; row++)
        {
            if (last < 0 || view.TimesMs[row] > view.TimesMs[last]) last = row;
        }

        if (last < 0) return null;
        ReadOnlySpan<byte> client = view.Symbols[Column.Client][view.Codes(Column.Client)[last]];
        string[] known = [Text(ClientSection.Field(client, 4)), Text(ClientSection.Field(client, 6)), Core.Enrichment.CountryNames.NameOf(Text(ClientSection.Field(client, 0)))];
        return new LatestHit(
            DateTimeOffset.FromUnixTimeMilliseconds((view.Key.Hour * 1000) + view.TimesMs[last]), Value(view, Column.Name, last), Value(view, Column.Hostname, last) + Value(view, Column.Page, last),
            string.Join(", ", known.Where(text => text.Length > 0)));
    }

    private static string Value(BucketView view, Column column, int row) => Text(view.Symbols[column][view.Codes(column)[row]]);

    private static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
