using System.Collections.Frozen;

namespace GaOrleans.Portal.Look;

/// <summary>The lines of our icons, on a grid of 24 by 24.</summary>
public static class IconPaths
{
    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["dashboard"] = "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
        ["query"] = "M4 6h16M4 12h10M4 18h7M17 15l3 3-3 3",
        ["board"] = "M4 4h16v16H4zM4 10h16M10 10v10",
        ["funnel"] = "M4 5h16l-6 7v7l-4-2v-5z",
        ["retention"] = "M4 5h4v4H4zM10 5h4v4h-4zM16 5h4v4h-4zM4 11h4v4H4zM10 11h4v4h-4zM4 17h4v3H4z",
        ["path"] = "M6 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4M18 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4M6 8v3a4 4 0 0 0 4 4h4a4 4 0 0 1 2 1",
        ["bell"] = "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4",
        ["settings"] = "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 1 0 4 2 2 0 0 1 0-4M9 15a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
        ["pulse"] = "M3 12h4l3-7 4 14 3-7h4",
        ["merchant"] = "M4 9l2-5h12l2 5M5 9v11h14V9M4 9h16M9 20v-6h6v6",
        ["globe"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18",
        ["user"] = "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 20c1-4 4-6 8-6s7 2 8 6",
        ["users"] = "M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M2 20c.6-3.600 3.200-5.500 7-5.500s6.400 1.900 7 5.500M16 5a3.500 3.500 0 0 1 0 7M18 15c2.200.7 3.500 2.400 4 5",
        ["key"] = "M8 9a4 4 0 1 1 0 8 4 4 0 0 1 0-8M11 10l9-6M17 6l2 3",
        ["filter"] = "M4 6h16M7 12h10M10 18h4",
        ["list"] = "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
        ["plus"] = "M12 5v14M5 12h14",
        ["minus"] = "M5 12h14",
        ["close"] = "M6 6l12 12M18 6L6 18",
        ["check"] = "M5 12.500l4.500 4.500L19 7",
        ["search"] = "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M20 20l-4-4",
        ["chevron"] = "M7 10l5 5 5-5",
        ["back"] = "M14 6l-6 6 6 6",
        ["next"] = "M10 6l6 6-6 6",
        ["up"] = "M12 19V5M6 11l6-6 6 6",
        ["down"] = "M12 5v14M6 13l6 6 6-6",
        ["sort"] = "M8 10l4-5 4 5M8 14l4 5 4-5",
        ["info"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 11v5M12 8h.01",
        ["warn"] = "M12 4l9 16H3zM12 10v5M12 17.500h.01",
        ["error"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M9 9l6 6M15 9l-6 6",
        ["copy"] = "M9 9h11v11H9zM5 15H4V4h11v1",
        ["edit"] = "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        ["trash"] = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
        ["download"] = "M12 4v11M7 11l5 5 5-5M4 20h16",
        ["upload"] = "M12 16V5M7 9l5-5 5 5M4 20h16",
        ["share"] = "M18 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4M6 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4M18 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4M8 11l8-4M8 13l8 4",
        ["link"] = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
        ["external"] = "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
        ["calendar"] = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        ["clock"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 7v5l3 2",
        ["mail"] = "M4 6h16v12H4zM4 7l8 6 8-6",
        ["lock"] = "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
        ["unlock"] = "M6 11h12v9H6zM8 11V8a4 4 0 0 1 7-2.500",
        ["eye"] = "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6",
        ["theme"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 3v18M12 8l5-3M12 13l8.500-3M12 18l8-2",
        ["more"] = "M5 12h.01M12 12h.01M19 12h.01",
        ["refresh"] = "M20 11a8 8 0 0 0-14-4L4 9M4 4v5h5M4 13a8 8 0 0 0 14 4l2-2M20 20v-5h-5",
        ["play"] = "M7 5l12 7-12 7z",
        ["flag"] = "M5 21V4h12l-2 4 2 4H5",
        ["goal"] = "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 12h.01",
        ["chart"] = "M4 4v16h16M8 16l4-5 3 3 5-7",
        ["bars"] = "M5 20V10M12 20V4M19 20v-7",
        ["table"] = "M4 5h16v14H4zM4 10h16M4 14.500h16M10 10v9",
        ["device"] = "M4 5h16v11H4zM9 20h6M12 16v4",
        ["code"] = "M9 7l-5 5 5 5M15 7l5 5-5 5",
        ["logout"] = "M14 4h6v16h-6M4 12h11M11 8l4 4-4 4",
        ["shield"] = "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
        ["inbox"] = "M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5",
        ["star"] = "M12 4l2.500 5.200 5.500.8-4 4 1 5.700-5-2.700-5 2.700 1-5.700-4-4 5.500-.8z",
        ["disk"] = "M4 7c0-4 16-4 16 0v10c0 4-16 4-16 0zM4 7c0 4 16 4 16 0M4 12c0 4 16 4 16 0",
        ["menu"] = "M4 7h16M4 12h16M4 17h16",
        ["keyboard"] = "M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 14.500h8",
        ["drag"] = "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Paths.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The lines of one; of an unknown name a ring.</summary>
    public static string Of(string name) => Paths.GetValueOrDefault(name, "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16");
}
