namespace GaOrleans.Http.Collect;

/// <summary>What one request to the collector may hold.</summary>
internal static class CollectLimits
{
    /// <summary>Body of a single event, inflated.</summary>
    public const int SingleBytes = 64 * 1024;

    /// <summary>Body of a batch, inflated.</summary>
    public const int BatchBytes = 1024 * 1024;

    /// <summary>Events of a batch.</summary>
    public const int BatchEvents = 1000;

    /// <summary>Depth of JSON.</summary>
    public const int Depth = 8;

    /// <summary>Domains that one event may be counted for.</summary>
    public const int Domains = 16;

    /// <summary>Kept of a User-Agent; longer ones are cut.</summary>
    public const int UserAgentBytes = 1024;

    /// <summary>Kept of a client hint header; longer ones are cut.</summary>
    public const int HintBytes = 512;

    /// <summary>Characters of a visitor id.</summary>
    public const int VisitorIdBytes = 256;

    /// <summary>How old an event may be without a server key.</summary>
    public const long OldestMs = 24 * 3600 * 1000L;

    /// <summary>How far a client's clock may run ahead; within it an event is taken to happen now.</summary>
    public const long AheadMs = 5 * 60 * 1000L;
}
