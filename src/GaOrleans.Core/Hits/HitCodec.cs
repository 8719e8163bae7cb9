using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Hits;

/// <summary>
/// The binary form of a hit. The length and the CRC32C stand outside, in the frame or segment that holds it.
/// <code>
/// version 1
///   u8      version
///   u8      flags: 1 interactive, 2 event id, 4 revenue, 8 engagement, 16 scroll depth
///   u8      drop reason
///   u16     parser version
///   varint  site
///   signed  hour, seconds since 1970 UTC
///   varint  shard
///   varint  time, ms after the hour's start
///   signed  received, ms after the time
///   u64     visitor
///   u64     event id hash                 (flag 2)
///   blob    name, page, hostname, client section, origin section, props section
///   signed  revenue in thousandths, u32 currency   (flag 4)
///   varint  engaged ms                    (flag 8)
///   u8      scroll depth                  (flag 16)
/// </code>
/// A new version is needed whenever a field is added, removed or read differently; readers keep all old versions.
/// </summary>
public static class HitCodec
{
    /// <summary>The version written.</summary>
    public const byte Version = 1;

    private const int FixedBytes = 96;

    /// <summary>An upper bound of the encoded size.</summary>
    public static int MaxSize(in HitFields hit) =>
        FixedBytes + hit.Name.Length + hit.Page.Length + hit.Hostname.Length + hit.Client.Length + hit.Origin.Length + hit.Props.Length;

    /// <summary>Writes a hit into a span of at least <see cref="MaxSize"/> bytes.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(in HitFields hit, Span<byte> destination)
    {
        var to = new ByteWriter(destination);
        to.Byte(Version);
        to.Byte((byte)FlagsOf(hit));
        to.Byte((byte)hit.Drop);
        to.UInt16(hit.ParserVersion);
        to.Varint((uint)hit.Site);
        to.SignedVarint(hit.Hour);
        to.Varint((uint)hit.Shard);
        to.Varint((ulong)(hit.TimeMs - (hit.Hour * 1000)));
        to.SignedVarint(hit.ReceivedMs - hit.TimeMs);
        to.UInt64(hit.Visitor);
        if (hit.EventId != 0) to.UInt64(hit.EventId);
        to.Blob(hit.Name);
        to.Blob(hit.Page);
        to.Blob(hit.Hostname);
        to.Blob(hit.Client);
        to.Blob(hit.Origin);
        to.Blob(hit.Props);
        if (hit.Currency != 0)
        {
            to.SignedVarint(hit.RevenueMilli);
            to.UInt32(hit.Currency);
        }

        if (hit.EngagementMs >= 0) to.Varint((uint)hit.EngagementMs);
        if (hit.ScrollDepth >= 0) to.Byte((byte)hit.ScrollDepth);
        return to.Length;
    }

    /// <summary>Reads a hit from exactly the bytes given. Never throws.</summary>
    /// <returns>Whether the bytes are a well-formed hit of a known version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out HitFields hit)
    {
        hit = default;
        var from = new ByteReader(source);
        if (from.Byte() != Version) return false;
        var flags = (Flags)from.Byte();
        if ((flags & ~Flags.All) != Flags.None) return false;
        hit.Interactive = (flags & Flags.Interactive) != Flags.None;
        hit.Drop = (DropReason)from.Byte();
        hit.ParserVersion = from.UInt16();
        hit.Site = from.VarintInt();
        hit.Hour = from.SignedVarint();
        hit.Shard = from.VarintInt();
        int intoHourMs = from.VarintInt(3_600_000 - 1);
        hit.TimeMs = unchecked((hit.Hour * 1000) + intoHourMs);
        hit.ReceivedMs = unchecked(hit.TimeMs + from.SignedVarint());
        hit.Visitor = from.UInt64();
        if ((flags & Flags.EventId) != Flags.None) hit.EventId = from.UInt64();
        hit.Name = from.Blob();
        hit.Page = from.Blob();
        hit.Hostname = from.Blob();
        hit.Client = from.Blob();
        hit.Origin = from.Blob();
        hit.Props = from.Blob();
        if ((flags & Flags.Revenue) != Flags.None)
        {
            hit.RevenueMilli = from.SignedVarint();
            hit.Currency = from.UInt32();
        }

        hit.EngagementMs = (flags & Flags.Engagement) != Flags.None ? from.VarintInt() : -1;
        hit.ScrollDepth = (flags & Flags.ScrollDepth) != Flags.None ? from.Byte() : -1;
        return from.AtEnd;
    }

    private static Flags FlagsOf(in HitFields hit) =>
        (hit.Interactive ? Flags.Interactive : Flags.None)
        | (hit.EventId != 0 ? Flags.EventId : Flags.None)
        | (hit.Currency != 0 ? Flags.Revenue : Flags.None)
        | (hit.EngagementMs >= 0 ? Flags.Engagement : Flags.None)
        | (hit.ScrollDepth >= 0 ? Flags.ScrollDepth : Flags.None);

    [Flags]
    private enum Flags : byte
    {
        None = 0,
        Interactive = 1,
        EventId = 2,
        Revenue = 4,
        Engagement = 8,
        ScrollDepth = 16,
        All = 31,
    }
}
