namespace GaOrleans.Core.Enrichment;

/// <summary>
/// What a client sent for one hit, checked against the limits of the wire but not yet interpreted. Texts are UTF-8 with JSON escapes resolved;
/// an empty span means not sent. The spans live as long as the request's buffers.
/// </summary>
public ref struct RawHit
{
    /// <summary>When it was received, milliseconds since 1970 UTC.</summary>
    public long ReceivedMs;

    /// <summary>When it happened, corrected for the client's clock, milliseconds since 1970 UTC.</summary>
    public long TimeMs;

    /// <summary>Event name, not empty.</summary>
    public ReadOnlySpan<byte> Name;

    /// <summary>Full address of the page, query included.</summary>
    public ReadOnlySpan<byte> Url;

    /// <summary>Full address of the referrer.</summary>
    public ReadOnlySpan<byte> Referrer;

    /// <summary>The User-Agent.</summary>
    public ReadOnlySpan<byte> UserAgent;

    /// <summary>The Sec-CH-UA header (or Sec-CH-UA-Full-Version-List where sent).</summary>
    public ReadOnlySpan<byte> HintBrands;

    /// <summary>The Sec-CH-UA-Platform header.</summary>
    public ReadOnlySpan<byte> HintPlatform;

    /// <summary>The Sec-CH-UA-Platform-Version header.</summary>
    public ReadOnlySpan<byte> HintPlatformVersion;

    /// <summary>The Sec-CH-UA-Mobile header: <c>?0</c> or <c>?1</c>.</summary>
    public ReadOnlySpan<byte> HintMobile;

    /// <summary>Whether the request carried Purpose: prefetch or its kin.</summary>
    public bool Prefetch;

    /// <summary>Whether a server key vouches for the hit: then an empty user agent is no sign of a program.</summary>
    public bool Vouched;

    /// <summary>The client's address as text.</summary>
    public ReadOnlySpan<byte> Address;

    /// <summary>The id of a consenting visitor; empty for the daily hash.</summary>
    public ReadOnlySpan<byte> VisitorId;

    /// <summary>The client's id of this event.</summary>
    public ReadOnlySpan<byte> EventId;

    /// <summary>Whether the fragment of the address belongs to the page (hash routing).</summary>
    public bool HashMode;

    /// <summary>Properties as <see cref="Hits.PropsSection"/> has them.</summary>
    public ReadOnlySpan<byte> Props;

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public ReadOnlySpan<byte> Country;

    /// <summary>ISO 3166-2.</summary>
    public ReadOnlySpan<byte> Region;

    /// <summary>City name.</summary>
    public ReadOnlySpan<byte> City;

    /// <summary>Amount in thousandths; meaningful when <see cref="Currency"/> is not 0.</summary>
    public long RevenueMilli;

    /// <summary>Currency as in <see cref="Hits.HitFields.Currency"/>; 0 for none.</summary>
    public uint Currency;

    /// <summary>Engaged milliseconds; -1 for none.</summary>
    public int EngagementMs;

    /// <summary>Scroll depth in percent; -1 for none.</summary>
    public int ScrollDepth;

    /// <summary>Whether a custom event makes its visit no bounce.</summary>
    public bool Interactive;
}
