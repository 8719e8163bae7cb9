using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>Loads and writes the JSON that merchants edit, within the limits of the query language.</summary>
internal static class DraftJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = QueryLimits.JsonDepth, AllowDuplicateProperties = false };

    // Readable for people: what is written goes into a text area and into bodies of requests, never into markup as it is.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Loads a document whose texts can all be read.</summary>
    /// <param name="json">The text.</param>
    /// <param name="problem">Why there is none, in words; null when there is one.</param>
    public static JsonDocument? Load(string json, out string? problem)
    {
        problem = null;
        if (json.Length > QueryLimits.SizeBytes)
        {
            problem = "it is too long";
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Options);
            if (HasText(document.RootElement)) return document;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or EncoderFallbackException)
        {
            problem = e is JsonException { LineNumber: { } line } ? $"it is not valid JSON in line {line + 1}" : IsTwofold(json) ? "a name is there twice" : "it is not valid JSON";
        }

        document?.Dispose();
        return null;
    }

    /// <summary>Writes JSON as text.</summary>
    /// <param name="indented">Laid out for people (<see cref="JsonLayout"/>), or on one line.</param>
    /// <param name="write">Writes the value.</param>
    public static string Write(bool indented, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder })) write(json);
        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return indented ? JsonLayout.Of(text) : text;
    }

    // The service takes the last of two members of the same name; the builder can show only one.
    private static bool IsTwofold(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options with { AllowDuplicateProperties = true });
            return HasText(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or EncoderFallbackException)
        {
            return false;
        }
    }

    // An escaped half of a surrogate pair is well-formed JSON but no text: reading it throws, here and not later.
    private static bool HasText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString() is not null;
            case JsonValueKind.Array:
                foreach (JsonElement item in value.EnumerateArray()) HasText(item);
                return true;
            case JsonValueKind.Object:
                foreach (JsonProperty member in value.EnumerateObject()) _ = member.Name.Length + (HasText(member.Value) ? 1 : 0);
                return true;
            default:
                return true;
        }
    }
}
