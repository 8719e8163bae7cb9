using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GaOrleans.Portal.Sharing;

/// <summary>
/// A note on the chart of a site, kept as a document of kind <see cref="Engine.Configuration.DocumentKind.Annotation"/>:
/// <c>{"v":1,"date":"2026-11-20","time":null,"text":"..."}</c>.
/// </summary>
/// <param name="Date">The day of the site's zone.</param>
/// <param name="Time">The time of the day; null for the whole of it.</param>
/// <param name="Text">What it says; 1 to <see cref="TextCharacters"/> characters.</param>
public sealed record Annotation(DateOnly Date, TimeOnly? Time, string Text)
{
    /// <summary>Most characters.</summary>
    public const int TextCharacters = 500;

    private const int Version = 1;
    private const string DateFormat = "yyyy-MM-dd", TimeFormat = "HH:mm";

    // The document is never part of a page as it is; only what JSON needs is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a document; null when it is none, or one of a later version.</summary>
    public static Annotation? Read(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("v", out JsonElement v) || v.ValueKind != JsonValueKind.Number || !v.TryGetInt32(out int version) || version != Version) return null;
            if (TextOf(root, "text") is not { Length: > 0 and <= TextCharacters } text) return null;
            if (!DateOnly.TryParseExact(TextOf(root, "date"), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)) return null;
            if (TextOf(root, "time") is not { } clock) return new Annotation(date, Time: null, text);
            return TimeOnly.TryParseExact(clock, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? new Annotation(date, time, text) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A document that somebody else wrote; half a surrogate pair is well-formed JSON and no text.
            return null;
        }
    }

    /// <summary>Writes the document.</summary>
    public string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteString("date", Date.ToString(DateFormat, CultureInfo.InvariantCulture));
            json.WriteString("time", Time?.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("text", Text);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string? TextOf(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
