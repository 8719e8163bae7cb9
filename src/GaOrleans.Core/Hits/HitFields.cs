namespace GaOrleans.Core.Hits;

/// <summary>
/// One canonical hit: everything that is not deterministic is settled. Texts are UTF-8; the spans live as long as the buffer they came from.
/// This is what <see cref="HitCodec"/> writes and reads and what a bucket applies; <see cref="Hit"/> is the same as an ordinary object.
/// </summary>
public ref struct HitFields
{
    /// <summary>The site's number.</summary>
    public int Site;

    /// <summary>Start of the site-local hour, seconds since 1970 UTC.</summary>
    public long Hour;

    /// <summary>The bucket's shard.</summary>
    public int Shard;

    /// <summary>When it happened, milliseconds since 1970 UTC; inside the hour.</summary>
    public long TimeMs;

    /// <summary>When it was received, milliseconds since 1970 UTC.</summary>
    public long ReceivedMs;

    /// <summary>The visitor's id.</summary>
    public ulong Visitor;

    /// <summary>64-bit hash of the event id that the client sent; 0 when it sent none (a hash that is 0 is stored as 1).</summary>
    public ulong EventId;

    /// <summary>None when the hit counts; a dropped hit is logged and archived but never bucketed.</summary>
    public DropReason Drop;

    /// <summary>Version of the parsing and enrichment logic that made this hit.</summary>
    public ushort ParserVersion;

    /// <summary>Whether a custom event makes its visit no bounce.</summary>
    public bool Interactive;

    /// <summary>Event name; <c>pageview</c> for page views.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>Path of the page, with <c>#fragment</c> only under hash routing; never empty.</summary>
    public ReadOnlySpan<byte> Page;

    /// <summary>Host name of the page, lower case.</summary>
    public ReadOnlySpan<byte> Hostname;

    /// <summary>The client as <see cref="ClientSection"/> writes it.</summary>
    public ReadOnlySpan<byte> Client;

    /// <summary>Where the visit came from as <see cref="OriginSection"/> writes it.</summary>
    public ReadOnlySpan<byte> Origin;

    /// <summary>Properties as <see cref="PropsSection"/> writes them; empty when there are none.</summary>
    public ReadOnlySpan<byte> Props;

    /// <summary>Amount in thousandths of the currency's unit; meaningful when <see cref="Currency"/> is not 0.</summary>
    public long RevenueMilli;

    /// <summary>Three ASCII letters, first in the highest of the low 24 bits; 0 for no revenue.</summary>
    public uint Currency;

    /// <summary>Time the page was engaged with since the last such event, in milliseconds; -1 when not sent.</summary>
    public int EngagementMs;

    /// <summary>How far the page was scrolled, 0 to 100; -1 when not sent.</summary>
    public int ScrollDepth;
}
