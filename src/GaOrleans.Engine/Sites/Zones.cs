using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using GaOrleans.Core.Sites;
using NodaTime;
using NodaTime.TimeZones;

namespace GaOrleans.Engine.Sites;

/// <summary>Makes <see cref="ZoneRules"/> from the IANA database that NodaTime carries, so that every machine has the same. Safe for concurrent use.</summary>
public static class Zones
{
    private static readonly ConcurrentDictionary<string, ZoneRules> Known = new(StringComparer.Ordinal);

    // Later years follow the rules of the last one known; no site has hits from then.
    private static readonly Instant LastChange = Instant.FromUtc(2101, 1, 1, 0, 0);

    /// <summary>The names of zones to choose from, in order: those of places, and UTC.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. DateTimeZoneProviders.Tzdb.Ids.Where(id => id == "UTC" || (id.Contains('/') && !id.StartsWith("Etc/", StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    /// <summary>The rules of an IANA zone or link.</summary>
    /// <returns>Whether the name is known.</returns>
    public static bool TryFind(string name, [NotNullWhen(true)] out ZoneRules? rules)
    {
        if (Known.TryGetValue(name, out rules)) return true;
        DateTimeZone? zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name);
        if (zone is null) return false;
        rules = Known.GetOrAdd(name, Make(zone));
        return true;
    }

    private static ZoneRules Make(DateTimeZone zone)
    {
        var starts = new List<long>();
        var offsets = new List<int>();
        foreach (ZoneInterval interval in zone.GetZoneIntervals(Instant.MinValue, LastChange))
        {
            int offset = interval.WallOffset.Seconds;
            if (offsets.Count > 0 && offsets[^1] == offset) continue;
            starts.Add(interval.HasStart ? interval.Start.ToUnixTimeSeconds() : long.MinValue);
            offsets.Add(offset);
        }

        starts[0] = long.MinValue;
        return new ZoneRules(zone.Id, [.. starts], [.. offsets]);
    }
}
