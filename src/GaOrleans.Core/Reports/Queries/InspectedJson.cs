using System.Text;
using System.Text.Json;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>
/// Writes a JSON value into an error message in the notation that Plausible's messages have, which is Elixir's:
/// texts quoted, lists as <c>[a, b]</c>, objects as <c>%{"key" =&gt; value}</c>, null as <c>nil</c>. Long values are cut.
/// </summary>
internal static class InspectedJson
{
    private const int MaxCharacters = 1_000;
    private const int MaxItems = 50;

    /// <summary>The notation of a value.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return text.Length <= MaxCharacters ? text.ToString() : Cut(text);
    }

    /// <summary>The notation of a text.</summary>
    public static string Of(string value)
    {
        var text = new StringBuilder();
        Append(value, text);
        return text.Length <= MaxCharacters ? text.ToString() : Cut(text);
    }

    /// <summary>The kind of a value in the words of the messages.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "Object",
        JsonValueKind.Array => "Array",
        JsonValueKind.String => "String",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "Integer" : "Number",
        JsonValueKind.True or JsonValueKind.False => "Boolean",
        _ => "Null",
    };

    // Never between the halves of a pair, or the message itself would be no text.
    private static string Cut(StringBuilder text)
    {
        int length = char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters;
        return text.ToString(0, length) + "...";
    }

    private static void Append(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Append(value.GetString()!, text);
                break;
            case JsonValueKind.Array:
                AppendItems(value, text);
                break;
            case JsonValueKind.Object:
                AppendMembers(value, text);
                break;
            case JsonValueKind.Null:
                text.Append("nil");
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendItems(JsonElement list, StringBuilder text)
    {
        text.Append('[');
        int count = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (count > 0) text.Append(", ");
            if (count++ == MaxItems || text.Length > MaxCharacters)
            {
                text.Append("...");
                break;
            }

            Append(item, text);
        }

        text.Append(']');
    }

    private static void AppendMembers(JsonElement map, StringBuilder text)
    {
        text.Append("%{");
        bool first = true;
        foreach (JsonProperty member in map.EnumerateObject())
        {
            if (text.Length > MaxCharacters) break;
            if (!first) text.Append(", ");
            first = false;
            Append(member.Name, text);
            text.Append(" => ");
            Append(member.Value, text);
        }

        text.Append('}');
    }

    private static void Append(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value.AsSpan(0, Math.Min(value.Length, MaxCharacters + 1)))
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\0' => text.Append("\\0"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
