using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Sending;

/// <summary>Hits as JSON, in both of the collector's forms.</summary>
internal static class HitWriter
{
    // The body is no HTML: addresses keep their ampersands.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON writer onto a stream.</summary>
    public static Utf8JsonWriter Onto(Stream stream) => new(stream, Options);

    /// <summary>The body of <c>POST /api/event</c>.</summary>
    public static byte[] Single(DemoVisit visit, DemoHit hit, DateTimeOffset now)
    {
        using var stream = new MemoryStream();
        using (var json = Onto(stream))
        {
            json.WriteStartObject();
            json.WriteString("n", hit.Name);
            json.WriteString("u", hit.Url);
            json.WriteString("d", visit.Site.Domain);
            Text(json, "r", hit.Referrer);
            Rest(json, visit, hit, "p");
            if (hit.EngagementMs is { } engaged) json.WriteNumber("e", engaged);
            if (hit.ScrollDepth is { } depth) json.WriteNumber("sd", depth);
            Text(json, "vid", visit.Visitor.ConsentedId);
            Text(json, "lang", visit.Visitor.Place.Language);
            json.WriteNumber("t", hit.TimeMs);
            json.WriteNumber("s", now.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>The query of <c>GET /pixel.gif</c>, for browsers without JavaScript.</summary>
    public static string Pixel(DemoVisit visit, DemoHit hit) => new StringBuilder("/pixel.gif")
        .Append("?n=").Append(Uri.EscapeDataString(hit.Name))
        .Append("&u=").Append(Uri.EscapeDataString(hit.Url))
        .Append("&d=").Append(Uri.EscapeDataString(visit.Site.Domain))
        .Append("&r=").Append(Uri.EscapeDataString(hit.Referrer))
        .Append("&id=").Append(hit.Id)
        .ToString();

    /// <summary>One element of the batch of <c>POST /v1/events</c>.</summary>
    public static void Element(Utf8JsonWriter json, DemoVisit visit, DemoHit hit)
    {
        json.WriteStartObject();
        json.WriteString("name", hit.Name);
        json.WriteString("url", hit.Url);
        Text(json, "referrer", hit.Referrer);
        json.WriteNumber("timestamp", hit.TimeMs);
        Rest(json, visit, hit, "props");
        if (hit.EngagementMs is { } engaged) json.WriteNumber("engagement_ms", engaged);
        if (hit.ScrollDepth is { } depth) json.WriteNumber("scroll_depth", depth);
        json.WriteString("user_agent", visit.Visitor.Client.UserAgent);
        json.WriteString("ip", visit.Visitor.Address);
        Text(json, "visitor_id", visit.Visitor.ConsentedId);
        Text(json, "language", visit.Visitor.Place.Language);
        json.WriteString("country", visit.Visitor.Place.Country);
        json.WriteString("region", visit.Visitor.Place.Region);
        json.WriteString("city", visit.Visitor.Place.City);
        json.WriteEndObject();
    }

    private static void Rest(Utf8JsonWriter json, DemoVisit visit, DemoHit hit, string props)
    {
        json.WriteString("id", hit.Id);
        Text(json, "title", hit.Title);
        Text(json, "screen", visit.Visitor.Client.Screen);
        if (hit.Props.Count > 0)
        {
            json.WriteStartObject(props);
            foreach (var (key, value) in hit.Props) json.WriteString(key, value);
            json.WriteEndObject();
        }
        if (hit.Revenue == 0) return;
        json.WriteStartObject("revenue");
        json.WriteString("currency", visit.Site.Currency);
        json.WriteNumber("amount", hit.Revenue);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }
}
