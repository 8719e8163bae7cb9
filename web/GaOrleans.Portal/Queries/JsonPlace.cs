using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Queries;

/// <summary>Finds the place in a text of JSON that a pointer names.</summary>
public static class JsonPlace
{
    /// <summary>The line, from 0, at which the value of a pointer begins.</summary>
    /// <param name="json">The text; it need not be valid to its end.</param>
    /// <param name="pointer">Such as <c>#/metrics/1</c>.</param>
    /// <returns>Null when there is no such place; of a member that is missing, the line of what should hold it.</returns>
    public static int? LineOf(string json, string pointer)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        string[] path = pointer.Length > 2 ? pointer[2..].Split('/') : [];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = QueryLimits.JsonDepth });
        long? start = null;
        try
        {
            if (!reader.Read()) return null;
            start = reader.TokenStartIndex;
            foreach (string step in path)
            {
                if (!Enter(ref reader, step)) break;
                start = reader.TokenStartIndex;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Beyond this there is nothing to be found: the place is where it stopped, or what holds it.
            start = start is null ? null : Math.Max(start.Value, path.Length == 0 ? reader.BytesConsumed : start.Value);
        }

        return start is { } found ? utf8.AsSpan(0, (int)found).Count((byte)'\n') : null;
    }

    // From the beginning of an object or list to the value of one of its members or items.
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool found = reader.ValueTextEquals(step);
                reader.Read();
                if (found) return true;
                reader.Skip();
            }

            return false;
        }

        if (reader.TokenType != JsonTokenType.StartArray || !int.TryParse(step, out int index)) return false;
        for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (i == index) return true;
            reader.Skip();
        }

        return false;
    }
}
