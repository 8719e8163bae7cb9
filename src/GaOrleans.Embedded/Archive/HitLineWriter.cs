using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// Writes hits as lines of JSON: what the client sent, byte for byte but for line ends between its tokens, next to what enrichment made of it.
/// Everything that decides a number is in the line, so that a replay needs nothing else. See docs/formats.md for the fields.
/// </summary>
internal sealed class HitLineWriter : IDisposable
{
    // Names of the fields in the order of ClientInfo and OriginInfo.
    private static readonly JsonEncodedText[] ClientFields = Names("country", "region", "city", "device", "browser", "browser_version", "os", "os_version");
    private static readonly JsonEncodedText[] OriginFields = Names("source", "referrer", "channel", "utm_medium", "utm_source", "utm_campaign", "utm_content", "utm_term");
    private static readonly JsonEncodedText[] DropNames = Names([.. Enum.GetNames<DropReason>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);

    private readonly Utf8JsonWriter _json;
    private readonly IBufferWriter<byte> _to;
    private byte[] _oneLine = new byte[1024];

    /// <param name="to">Where lines are written.</param>
    public HitLineWriter(IBufferWriter<byte> to)
    {
        _to = to;
        // The text is read as JSON and never put into HTML, so letters stay readable and short.
        _json = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Writes a well-formed hit.</summary>
    public void Write(LogPosition position, scoped ReadOnlySpan<byte> envelope, scoped ReadOnlySpan<byte> raw, in HitFields hit)
    {
        _json.WriteStartObject();
        WriteSent("request"u8, "request_bytes"u8, envelope);
        WriteSent("raw"u8, "raw_bytes"u8, raw);
        WriteHit(hit);
        End(position);
    }

    /// <summary>Writes a hit of a malformed frame; the first of them carries the frame.</summary>
    public void WriteMalformed(LogPosition position, scoped ReadOnlySpan<byte> frame)
    {
        _json.WriteStartObject();
        _json.WriteNull("hit"u8);
        if (!frame.IsEmpty) _json.WriteBase64String("frame"u8, frame);
        End(position);
    }

    /// <summary>Finds the offset in a line, which its end always tells in the same way.</summary>
    public static bool TryReadOffset(ReadOnlySpan<byte> line, out long offset)
    {
        offset = 0;
        if (!line.EndsWith("}}"u8)) return false;
        int at = line.LastIndexOf("\"offset\":"u8);
        if (at < 0) return false;
        ReadOnlySpan<byte> digits = line[(at + 9)..^2];
        return Utf8Parser.TryParse(digits, out offset, out int read) && read == digits.Length;
    }

    public void Dispose() => _json.Dispose();

    private void End(LogPosition position)
    {
        _json.WriteStartObject("position"u8);
        _json.WriteNumber("partition"u8, position.Partition);
        _json.WriteNumber("offset"u8, position.Offset);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _to.Write("\n"u8);
    }

    // What was sent should be JSON, as the collector has parsed it; should it not be, it is kept all the same, as base64.
    private void WriteSent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> nameForBytes, scoped ReadOnlySpan<byte> sent)
    {
        if (sent.IsEmpty)
        {
            _json.WriteNull(name);
        }
        else if (IsJson(sent))
        {
            _json.WritePropertyName(name);
            _json.WriteRawValue(OneLine(sent), skipInputValidation: true);
        }
        else
        {
            _json.WriteBase64String(nameForBytes, sent);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text)) return false;
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                // Reading is the check.
            }

            return reader.BytesConsumed == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Inside of JSON's texts line ends are escaped, so those that stand there are only space between tokens.
    private ReadOnlySpan<byte> OneLine(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0) return json;
        if (_oneLine.Length < json.Length) _oneLine = new byte[json.Length * 2];
        Span<byte> line = _oneLine.AsSpan(0, json.Length);
        json.CopyTo(line);
        line.Replace((byte)'\n', (byte)' ');
        line.Replace((byte)'\r', (byte)' ');
        return line;
    }

    private void WriteHit(in HitFields hit)
    {
        _json.WriteStartObject("hit"u8);
        _json.WriteNumber("site"u8, hit.Site);
        _json.WriteNumber("hour"u8, hit.Hour);
        _json.WriteNumber("shard"u8, hit.Shard);
        _json.WriteNumber("time_ms"u8, hit.TimeMs);
        _json.WriteNumber("received_ms"u8, hit.ReceivedMs);
        WriteHash("visitor"u8, hit.Visitor);
        if (hit.EventId != 0) WriteHash("event_id"u8, hit.EventId);
        if (hit.Drop != DropReason.None) WriteDrop(hit.Drop);
        _json.WriteNumber("parser"u8, hit.ParserVersion);
        _json.WriteBoolean("interactive"u8, hit.Interactive);
        _json.WriteString("name"u8, hit.Name);
        _json.WriteString("page"u8, hit.Page);
        _json.WriteString("hostname"u8, hit.Hostname);
        WriteSection("client"u8, ClientFields, hit.Client);
        WriteSection("origin"u8, OriginFields, hit.Origin);
        WriteProps(hit.Props);
        if (hit.Currency != 0) WriteRevenue(hit);
        if (hit.EngagementMs >= 0) _json.WriteNumber("engagement_ms"u8, hit.EngagementMs);
        if (hit.ScrollDepth >= 0) _json.WriteNumber("scroll_depth"u8, hit.ScrollDepth);
        _json.WriteEndObject();
    }

    private void WriteDrop(DropReason reason)
    {
        if ((int)reason < DropNames.Length) _json.WriteString("dropped"u8, DropNames[(int)reason]);
        else _json.WriteNumber("dropped"u8, (int)reason);
    }

    // 64-bit hashes are beyond the whole numbers that JSON's readers keep exactly.
    private void WriteHash(ReadOnlySpan<byte> name, ulong hash)
    {
        Span<byte> hex = stackalloc byte[16];
        hash.TryFormat(hex, out _, "x16", CultureInfo.InvariantCulture);
        _json.WriteString(name, hex);
    }

    private void WriteSection(ReadOnlySpan<byte> name, JsonEncodedText[] fields, ReadOnlySpan<byte> section)
    {
        var from = new ByteReader(section);
        _json.WriteStartObject(name);
        foreach (JsonEncodedText field in fields)
        {
            ReadOnlySpan<byte> value = from.Blob();
            if (!value.IsEmpty) _json.WriteString(field, value);
        }

        _json.WriteEndObject();
    }

    private void WriteProps(ReadOnlySpan<byte> props)
    {
        if (props.IsEmpty) return;
        var from = new ByteReader(props);
        _json.WriteStartObject("props"u8);
        while (from is { Failed: false, Remaining: > 0 })
        {
            ReadOnlySpan<byte> key = from.Blob();
            _json.WriteString(key, from.Blob());
        }

        _json.WriteEndObject();
    }

    private void WriteRevenue(in HitFields hit)
    {
        ReadOnlySpan<byte> currency = [(byte)(hit.Currency >> 16), (byte)(hit.Currency >> 8), (byte)hit.Currency];
        _json.WriteStartObject("revenue"u8);
        _json.WriteNumber("milli"u8, hit.RevenueMilli);
        _json.WriteString("currency"u8, currency);
        _json.WriteEndObject();
    }

    private static JsonEncodedText[] Names(params string[] names) => [.. names.Select(name => JsonEncodedText.Encode(name))];
}
