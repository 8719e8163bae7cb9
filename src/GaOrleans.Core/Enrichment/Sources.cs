using System.Collections.Frozen;

namespace GaOrleans.Core.Enrichment;

/// <summary>Finds a known source by referring host, Android app or tag. Its knowledge is <see cref="SourceTable"/>.</summary>
public static class Sources
{
    private const string WildcardEnd = ".*", AppStart = "app:";
    private static readonly FrozenDictionary<string, KnownSource> ByHost, ByTag;

    static Sources()
    {
        var byHost = new Dictionary<string, KnownSource>(StringComparer.OrdinalIgnoreCase);
        var byTag = new Dictionary<string, KnownSource>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in SourceTable.Lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
            var source = new KnownSource(parts[0], Enum.Parse<SourceCategory>(parts[1]));
            foreach (string host in parts[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)) byHost.TryAdd(host, source);
            byTag.TryAdd(source.Name, source);
            foreach (string tag in parts[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)) byTag.TryAdd(tag, source);
        }

        ByHost = byHost.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        ByTag = byTag.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The source that a <c>utm_source</c> means: by its name or short form in any case, or by a host name.</summary>
    /// <returns>Null when it is not known.</returns>
    public static KnownSource? OfTag(string tag) =>
        ByTag.GetValueOrDefault(tag) ?? (tag.Contains('.', StringComparison.Ordinal) ? OfHost(tag) : null);

    /// <summary>The source of an Android app's package.</summary>
    /// <returns>Null when it is not known.</returns>
    public static KnownSource? OfApp(string package) => ByHost.GetValueOrDefault(AppStart + package);

    /// <summary>The source of a host: the longest entry that is the host or a parent domain of it.</summary>
    /// <returns>Null when it is not known.</returns>
    public static KnownSource? OfHost(string host)
    {
        for (string? rest = ParentDomains.Start(host); rest is not null; rest = ParentDomains.Above(rest))
        {
            if (ByHost.TryGetValue(rest, out KnownSource? source)) return source;
            int dot = CountrySuffixStart(rest);
            if (dot > 0 && ByHost.TryGetValue(rest[..dot] + WildcardEnd, out source)) return source;
        }

        return null;
    }

    /// <summary>Where the part begins that countries vary: the dot before <c>de</c>, <c>com</c>, <c>co.uk</c>; -1 when the end is no such part.</summary>
    private static int CountrySuffixStart(string host)
    {
        int last = host.LastIndexOf('.');
        if (last <= 0) return -1;
        ReadOnlySpan<char> end = host.AsSpan(last + 1);
        int before = host.LastIndexOf('.', last - 1);
        if (before > 0 && end.Length == 2 && host.AsSpan(before + 1, last - before - 1) is "co" or "com" or "ne" or "or" or "org" or "net") return before;
        return end.Length == 2 || end is "com" or "net" or "org" or "cat" ? last : -1;
    }
}
