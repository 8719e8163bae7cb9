using System.Text.Json;
using System.Text.Unicode;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Loads the JSON of queries and filters, within limits, so that reading it afterwards cannot fail.</summary>
internal static class QueryJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = QueryLimits.JsonDepth };

    /// <summary>Loads a document.</summary>
    /// <returns>The document, or null with the reason.</returns>
    public static JsonDocument? Load(ReadOnlyMemory<byte> utf8, out string? error)
    {
        error = Problem(utf8.Span);
        return error is null ? JsonDocument.Parse(utf8, Options) : null;
    }

    // One pass finds everything that would make the document or one of its texts throw later.
    private static string? Problem(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > QueryLimits.SizeBytes) return $"#: Expected at most {QueryLimits.SizeBytes} bytes but got {utf8.Length}.";
        if (!Utf8.IsValid(utf8)) return "#: Expected JSON but the body is not valid UTF-8.";
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = QueryLimits.JsonDepth });
        try
        {
            int tokens = 0;
            while (reader.Read())
            {
                if (++tokens > QueryLimits.JsonTokens) return $"#: Expected at most {QueryLimits.JsonTokens} values.";
                // An escaped half of a surrogate pair is well-formed JSON but no text.
                if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName }) _ = reader.GetString();
            }

            return null;
        }
        catch (JsonException exception)
        {
            string place = exception is { LineNumber: { } line, BytePositionInLine: { } position } ? $" at line {line + 1}, byte {position}" : "";
            return reader.CurrentDepth >= QueryLimits.JsonDepth - 1
                ? $"#: Expected JSON nested at most {QueryLimits.JsonDepth} deep{place}."
                : $"#: Expected JSON but could not read it{place}.";
        }
        catch (InvalidOperationException)
        {
            return $"#: Expected JSON but the text at byte {reader.TokenStartIndex} is not valid Unicode.";
        }
    }
}
