namespace GaOrleans.Http.Collect;

/// <summary>The fields of one event as sent, types and limits checked, JSON escapes resolved. Empty spans mean not sent.</summary>
internal ref struct EventFields
{
    public const long NoTime = long.MinValue;

    public EventFields()
    {
    }

    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Url;

    /// <summary>One or more domains, separated by commas.</summary>
    public ReadOnlySpan<byte> Domains;
    public ReadOnlySpan<byte> Referrer;
    public ReadOnlySpan<byte> EventId;
    public ReadOnlySpan<byte> VisitorId;
    public ReadOnlySpan<byte> UserAgent;
    public ReadOnlySpan<byte> Address;
    public ReadOnlySpan<byte> Country;
    public ReadOnlySpan<byte> Region;
    public ReadOnlySpan<byte> City;

    /// <summary>As <see cref="Core.Hits.PropsSection"/> has them.</summary>
    public ReadOnlySpan<byte> Props;

    /// <summary>Where the value of the address stands in the event's JSON, quotes included; both 0 when there is none.</summary>
    public int AddressStart;
    public int AddressEnd;

    /// <summary>Milliseconds since 1970 by the client's clock, or <see cref="NoTime"/>.</summary>
    public long TimeMs = NoTime;

    /// <summary>The client's clock when it sent, or <see cref="NoTime"/>.</summary>
    public long SentAtMs = NoTime;
    public long RevenueMilli;

    /// <summary>Three letters in the low 24 bits; 0 for no revenue.</summary>
    public uint Currency;
    public int ScrollDepth = -1;
    public int EngagementMs = -1;
    public bool HashMode;
    public bool Interactive = true;
}
