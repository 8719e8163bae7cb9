using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.TestKit.Hits;

/// <summary>The encoded form of a <see cref="Hit"/>, for tests that start from plain objects.</summary>
public static class HitBytes
{
    /// <summary>Encodes a hit as the log holds it. <c>HitCodec.TryRead</c> gives the fields back.</summary>
    public static byte[] Of(Hit hit)
    {
        HitFields fields = default;
        fields.Site = hit.Site;
        fields.Hour = hit.Hour;
        fields.Shard = hit.Shard;
        fields.TimeMs = hit.TimeMs;
        fields.ReceivedMs = hit.ReceivedMs == 0 ? hit.TimeMs : hit.ReceivedMs;
        fields.Visitor = hit.Visitor;
        fields.EventId = hit.EventId;
        fields.Drop = hit.Drop;
        fields.ParserVersion = hit.ParserVersion;
        fields.Interactive = hit.Interactive;
        fields.Name = System.Text.Encoding.UTF8.GetBytes(hit.Name);
        fields.Page = System.Text.Encoding.UTF8.GetBytes(hit.Page);
        fields.Hostname = System.Text.Encoding.UTF8.GetBytes(hit.Hostname);
        fields.Client = Section((ref ByteWriter to) => ClientSection.Write(hit.Client, ref to));
        fields.Origin = Section((ref ByteWriter to) => OriginSection.Write(hit.Origin, ref to));
        fields.Props = Section((ref ByteWriter to) => PropsSection.Write(hit.Props, ref to));
        fields.RevenueMilli = hit.Revenue?.Milli ?? 0;
        fields.Currency = CurrencyOf(hit.Revenue);
        fields.EngagementMs = hit.EngagementMs ?? -1;
        fields.ScrollDepth = hit.ScrollDepth ?? -1;
        var bytes = new byte[HitCodec.MaxSize(fields)];
        return bytes[..HitCodec.Write(fields, bytes)];
    }

    /// <summary>The fields of encoded bytes.</summary>
    /// <exception cref="ArgumentException">The bytes are no hit.</exception>
    public static HitFields Fields(byte[] encoded) =>
        HitCodec.TryRead(encoded, out HitFields fields) ? fields : throw new ArgumentException("the bytes are no hit", nameof(encoded));

    /// <summary>The fields of a hit.</summary>
    public static HitFields Fields(Hit hit) => Fields(Of(hit));

    /// <summary>The hit as an ordinary object again.</summary>
    public static Hit ToHit(in HitFields fields) => new()
    {
        Site = fields.Site,
        Hour = fields.Hour,
        Shard = fields.Shard,
        TimeMs = fields.TimeMs,
        ReceivedMs = fields.ReceivedMs,
        Visitor = fields.Visitor,
        EventId = fields.EventId,
        Drop = fields.Drop,
        ParserVersion = fields.ParserVersion,
        Interactive = fields.Interactive,
        Name = System.Text.Encoding.UTF8.GetString(fields.Name),
        Page = System.Text.Encoding.UTF8.GetString(fields.Page),
        Hostname = System.Text.Encoding.UTF8.GetString(fields.Hostname),
        Client = ClientSection.Read(fields.Client),
        Origin = OriginSection.Read(fields.Origin),
        Props = PropsSection.Read(fields.Props),
        Revenue = fields.Currency == 0 ? null : new Revenue(fields.RevenueMilli, string.Create(3, fields.Currency, FillCurrency)),
        EngagementMs = fields.EngagementMs < 0 ? null : fields.EngagementMs,
        ScrollDepth = fields.ScrollDepth < 0 ? null : fields.ScrollDepth,
    };

    private delegate void SectionWriter(ref ByteWriter to);

    private static uint CurrencyOf(Revenue? revenue) =>
        revenue is { Currency: { Length: 3 } code } ? ((uint)code[0] << 16) | ((uint)code[1] << 8) | code[2] : 0;

    private static void FillCurrency(Span<char> text, uint currency)
    {
        for (int i = 0; i < text.Length; i++) text[i] = (char)((currency >> (16 - (8 * i))) & 0xFF);
    }

    private static byte[] Section(SectionWriter write)
    {
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(HitLimits.EncodedBytes);
        var to = new ByteWriter(buffer);
        write(ref to);
        byte[] section = to.Written.ToArray();
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        return section;
    }
}
