using System.Text.Json;

namespace GaOrleans.Http.Reports;

/// <summary>Finds the site that a query names, before the query is looked at otherwise: whether the key reaches it comes first.</summary>
internal static class QuerySite
{
    private const int Depth = 64;

    /// <summary>The value of the query's <c>site_id</c>, or null when it has none, or is no JSON object.</summary>
    public static string? Of(ReadOnlySpan<byte> query)
    {
        var json = new Utf8JsonReader(query, new JsonReaderOptions { MaxDepth = Depth });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return null;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool found = json.ValueTextEquals("site_id"u8);
                json.Read();
                if (found) return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is no Unicode: there is no site in it.
            return null;
        }

        return null;
    }
}
