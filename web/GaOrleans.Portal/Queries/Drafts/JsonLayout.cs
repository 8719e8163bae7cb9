using System.Text;
using System.Text.Json;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>Lays JSON out for people: what fits on a line stays on one, so that a condition can be read as a sentence.</summary>
public static class JsonLayout
{
    private const int Columns = 46;
    private const int Indent = 2;

    /// <summary>Lays out JSON that can be read; all of it, texts as they were written.</summary>
    public static string Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var text = new StringBuilder(json.Length * 2);
        Append(document.RootElement, 0, 0, text);
        return text.ToString();
    }

    private static void Append(JsonElement value, int depth, int column, StringBuilder text)
    {
        string flat = Flat(value);
        bool isEmpty = value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || flat.Length == 2;
        if (isEmpty || (depth > 0 && column + flat.Length <= Columns))
        {
            text.Append(flat);
            return;
        }

        bool isObject = value.ValueKind == JsonValueKind.Object;
        text.Append(isObject ? '{' : '[');
        bool first = true;
        int inner = (depth + 1) * Indent;
        if (isObject)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                NewLine(inner, ref first, text);
                string name = NameOf(member) + ": ";
                text.Append(name);
                Append(member.Value, depth + 1, inner + name.Length, text);
            }
        }
        else
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                NewLine(inner, ref first, text);
                Append(item, depth + 1, inner, text);
            }
        }

        text.Append('\n').Append(' ', depth * Indent).Append(isObject ? '}' : ']');
    }

    private static void NewLine(int indent, ref bool first, StringBuilder text)
    {
        if (!first) text.Append(',');
        first = false;
        text.Append('\n').Append(' ', indent);
    }

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(", ", value.EnumerateObject().Select(member => $"{NameOf(member)}: {Flat(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(", ", value.EnumerateArray().Select(Flat)) + "]",
        _ => value.GetRawText(),
    };

    private static string NameOf(JsonProperty member) => DraftJson.Write(indented: false, json => json.WriteStringValue(member.Name));
}
