namespace GaOrleans.Core.Hits;

/// <summary>
/// The same as <see cref="HitFields"/> as an ordinary object, for tests, exports and replay; not for hot paths.
/// </summary>
public sealed record Hit
{
    /// <summary>The site's number.</summary>
    public required int Site { get; init; }

    /// <summary>Start of the site-local hour, seconds since 1970 UTC.</summary>
    public required long Hour { get; init; }

    /// <summary>The bucket's shard.</summary>
    public int Shard { get; init; }

    /// <summary>When it happened, milliseconds since 1970 UTC.</summary>
    public required long TimeMs { get; init; }

    /// <summary>When it was received, milliseconds since 1970 UTC.</summary>
    public long ReceivedMs { get; init; }

    /// <summary>The visitor's id.</summary>
    public required ulong Visitor { get; init; }

    /// <summary>Hash of the client's event id; 0 for none.</summary>
    public ulong EventId { get; init; }

    /// <summary>None when the hit counts.</summary>
    public DropReason Drop { get; init; }

    /// <summary>Version of the logic that made the hit.</summary>
    public ushort ParserVersion { get; init; }

    /// <summary>Whether a custom event makes its visit no bounce.</summary>
    public bool Interactive { get; init; } = true;

    /// <summary>Event name.</summary>
    public string Name { get; init; } = "pageview";

    /// <summary>Path of the page.</summary>
    public string Page { get; init; } = "/";

    /// <summary>Host name of the page.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>Who sent it.</summary>
    public ClientInfo Client { get; init; } = new();

    /// <summary>Where it came from.</summary>
    public OriginInfo Origin { get; init; } = new();

    /// <summary>Properties in ordinal order of their keys; keys are unique.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Props { get; init; } = [];

    /// <summary>Revenue, if any.</summary>
    public Revenue? Revenue { get; init; }

    /// <summary>Engaged milliseconds, if sent.</summary>
    public int? EngagementMs { get; init; }

    /// <summary>Scroll depth in percent, if sent.</summary>
    public int? ScrollDepth { get; init; }
}
