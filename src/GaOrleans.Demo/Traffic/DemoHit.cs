namespace GaOrleans.Demo.Traffic;

/// <summary>One event of a visit, as a tracker would send it.</summary>
internal sealed record DemoHit
{
    /// <summary>The event's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it happens, milliseconds since 1970 UTC.</summary>
    public required long TimeMs { get; init; }

    /// <summary><c>pageview</c>, <c>engagement</c> or a custom event's name.</summary>
    public required string Name { get; init; }

    /// <summary>Full address of the page.</summary>
    public required string Url { get; init; }

    /// <summary>Full address of the page before; empty for none.</summary>
    public string Referrer { get; init; } = "";

    /// <summary>The page's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Properties of a custom event.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Props { get; init; } = [];

    /// <summary>What was earned, in the site's currency; 0 for nothing.</summary>
    public decimal Revenue { get; init; }

    /// <summary>Engaged milliseconds of an engagement event; null for others.</summary>
    public int? EngagementMs { get; init; }

    /// <summary>Scroll depth in percent of an engagement event; null for others.</summary>
    public int? ScrollDepth { get; init; }
}
