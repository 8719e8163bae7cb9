namespace GaOrleans.Http.Collect;

/// <summary>A key of an event's JSON: the field it fills, and its own number, by which a repeated key is found.</summary>
/// <param name="Field">What it means.</param>
/// <param name="Number">1 to 63. Of several keys of one field the one with the smallest number counts, as Plausible has it.</param>
internal readonly record struct EventKey(EventField Field, int Number)
{
    /// <summary>What a key means on the Plausible wire.</summary>
    public static EventKey OfPlausible(ReadOnlySpan<byte> key) => key.Length switch
    {
        1 => OfLetter(key[0]),
        2 when key.SequenceEqual("id"u8) => new(EventField.EventId, 20),
        2 when key.SequenceEqual("sd"u8) => new(EventField.ScrollDepth, 21),
        2 when key.SequenceEqual("ip"u8) => new(EventField.Address, 22),
        3 when key.SequenceEqual("url"u8) => new(EventField.Url, 23),
        3 when key.SequenceEqual("vid"u8) => new(EventField.VisitorId, 24),
        4 when key.SequenceEqual("name"u8) => new(EventField.Name, 25),
        4 when key.SequenceEqual("meta"u8) => new(EventField.Props, 2),
        4 when key.SequenceEqual("lang"u8) => new(EventField.Language, 26),
        5 when key.SequenceEqual("props"u8) => new(EventField.Props, 27),
        5 when key.SequenceEqual("title"u8) => new(EventField.Title, 28),
        6 when key.SequenceEqual("domain"u8) => new(EventField.Domain, 29),
        6 when key.SequenceEqual("screen"u8) => new(EventField.Screen, 30),
        7 when key.SequenceEqual("revenue"u8) => new(EventField.Revenue, 19),
        8 when key.SequenceEqual("referrer"u8) => new(EventField.Referrer, 31),
        8 when key.SequenceEqual("hashMode"u8) => new(EventField.HashMode, 32),
        11 when key.SequenceEqual("interactive"u8) => new(EventField.Interactive, 33),
        _ => default,
    };

    /// <summary>What a key means in the events of a native batch.</summary>
    public static EventKey OfBatch(ReadOnlySpan<byte> key) => key.Length switch
    {
        2 when key.SequenceEqual("id"u8) => new(EventField.EventId, 1),
        2 when key.SequenceEqual("ip"u8) => new(EventField.Address, 2),
        3 when key.SequenceEqual("url"u8) => new(EventField.Url, 3),
        4 when key.SequenceEqual("name"u8) => new(EventField.Name, 4),
        4 when key.SequenceEqual("site"u8) => new(EventField.Domain, 5),
        4 when key.SequenceEqual("city"u8) => new(EventField.City, 6),
        5 when key.SequenceEqual("props"u8) => new(EventField.Props, 7),
        5 when key.SequenceEqual("title"u8) => new(EventField.Title, 8),
        5 when key.SequenceEqual("items"u8) => new(EventField.Items, 24),
        6 when key.SequenceEqual("domain"u8) => new(EventField.Domain, 9),
        6 when key.SequenceEqual("screen"u8) => new(EventField.Screen, 10),
        6 when key.SequenceEqual("region"u8) => new(EventField.Region, 11),
        7 when key.SequenceEqual("revenue"u8) => new(EventField.Revenue, 12),
        7 when key.SequenceEqual("country"u8) => new(EventField.Country, 13),
        7 when key.SequenceEqual("sent_at"u8) => new(EventField.SentAt, 14),
        8 when key.SequenceEqual("referrer"u8) => new(EventField.Referrer, 15),
        8 when key.SequenceEqual("language"u8) => new(EventField.Language, 16),
        9 when key.SequenceEqual("timestamp"u8) => new(EventField.Time, 17),
        9 when key.SequenceEqual("hash_mode"u8) => new(EventField.HashMode, 18),
        10 when key.SequenceEqual("visitor_id"u8) => new(EventField.VisitorId, 19),
        10 when key.SequenceEqual("user_agent"u8) => new(EventField.UserAgent, 20),
        11 when key.SequenceEqual("interactive"u8) => new(EventField.Interactive, 21),
        12 when key.SequenceEqual("scroll_depth"u8) => new(EventField.ScrollDepth, 22),
        13 when key.SequenceEqual("engagement_ms"u8) => new(EventField.EngagementMs, 23),
        _ => default,
    };

    private static EventKey OfLetter(byte letter) => letter switch
    {
        (byte)'m' => new(EventField.Props, 1),
        (byte)'p' => new(EventField.Props, 3),
        (byte)'n' => new(EventField.Name, 4),
        (byte)'u' => new(EventField.Url, 5),
        (byte)'d' => new(EventField.Domain, 6),
        (byte)'r' => new(EventField.Referrer, 7),
        (byte)'h' => new(EventField.HashMode, 8),
        (byte)'i' => new(EventField.Interactive, 9),
        (byte)'e' => new(EventField.EngagementMs, 10),
        (byte)'t' => new(EventField.Time, 11),
        (byte)'s' => new(EventField.SentAt, 12),
        (byte)'$' => new(EventField.Revenue, 34),
        _ => default,
    };
}
