namespace GaOrleans.Http.Collect;

/// <summary>What a key of an event's JSON means.</summary>
internal enum EventField : byte
{
    Unknown,
    Name,
    Url,
    Domain,
    Referrer,
    HashMode,
    Props,
    Revenue,
    Interactive,
    ScrollDepth,
    EngagementMs,
    EventId,
    Time,
    SentAt,
    VisitorId,
    Title,
    Screen,
    Language,
    UserAgent,
    Address,
    Country,
    Region,
    City,
    Items,
}
