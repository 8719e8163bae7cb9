using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Sites;
using GaOrleans.Engine.Storage;
using GaOrleans.Portal.Dashboard.Views;

namespace GaOrleans.Portal.Dashboard.Values;

/// <summary>Which properties the events of a site have, to choose from.</summary>
public sealed class PropertyKeys(IBucketReader reader)
{
    private const int MostValues = 20_000;
    private const int MostKeys = 100;
    private const int MostDays = 2;
    private const long DaySeconds = 86_400;

    /// <summary>The keys in events of the last two days of a period, by name. It is for choosing only: a key that came in no such event is still counted when it is named.</summary>
    /// <exception cref="IOException">Stored buckets cannot be read.</exception>
    public async ValueTask<IReadOnlyList<string>> FindAsync(Site site, PeriodSpan span, CancellationToken ct)
    {
        ZoneRules zone = Zones.TryFind(site.Timezone, out ZoneRules? known) ? known : ZoneRules.Utc;
        DateOnly first = span.Days > MostDays ? span.Last.AddDays(1 - MostDays) : span.First;
        IReadOnlyList<BucketView> views = await reader.ReadAsync(site.Id, Midnight(zone, first), Midnight(zone, span.Last.AddDays(1)), ct);
        if (views.Count == 0) return [];
        // A view makes its values known to the symbols when their column is first read.
        foreach (BucketView view in views) _ = view.Codes(Column.Props);
        // All views of a site share their symbols: it is one look at a table, not one at each row.
        SymbolTable symbols = views[0].Symbols[Column.Props];
        var keys = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0, count = Math.Min(symbols.Count, MostValues); i < count && keys.Count < MostKeys; i++)
        {
            foreach ((string key, _) in PropsSection.Read(symbols[i]))
            {
                if (key != ValueText.Other) keys.Add(key);
            }
        }

        return [.. keys];
    }

    private static long Midnight(ZoneRules zone, DateOnly day) => zone.FromLocal((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * DaySeconds);
}
