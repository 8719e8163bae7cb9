using System.Text.Json;

namespace GaOrleans.Http.Reports;

/// <summary>Finds the site that a query names, before the query is looked at otherwise: whether the key reaches it comes first.</summary>
internal static class QuerySite
{
    private const int Depth = 64;

    /// <summary>Reads the value of the query's <c>site_id</c>.</summary>
    /// <param name="query">The body as sent.</param>
    /// <param name="domain">The value; null where there is none, or one that is no text.</param>
    /// <returns>False when the query is no JSON object as far as it was read.</returns>
    public static bool TryFind(ReadOnlySpan<byte> query, out string? domain)
    {
        domain = null;
        var json = new Utf8JsonReader(query, new JsonReaderOptions { MaxDepth = Depth });
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool found = json.ValueTextEquals("site_id"u8);
                json.Read();
                if (found)
                {
                    domain = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                    return true;
                }

                json.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON, or a text that is no Unicode: there is no site in it.
            return false;
        }

        return true;
    }
}
