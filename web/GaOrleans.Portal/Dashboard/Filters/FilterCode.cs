using System.Text;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Dashboard.Filters;

/// <summary>
/// A condition as text, for addresses: <c>is,visit:country,DE,FR</c>. A comma or backslash inside a part has a backslash in front.
/// </summary>
public static class FilterCode
{
    /// <summary>Writes a condition.</summary>
    public static string Write(ViewFilter filter)
    {
        var text = new StringBuilder(QueryNames.Of(filter.Operator)).Append(',');
        AppendPart(text, filter.Dimension);
        foreach (string value in filter.Values)
        {
            text.Append(',');
            AppendPart(text, value);
        }

        return text.ToString();
    }

    /// <summary>Reads a condition; null for whatever is none.</summary>
    public static ViewFilter? Read(string text)
    {
        List<string> parts = Parts(text);
        if (parts.Count < 3 || !QueryNames.TryOperator(parts[0], out MatchOperator match)) return null;
        return ViewFilter.Make(match, parts[1], parts.Skip(2));
    }

    private static void AppendPart(StringBuilder text, string part)
    {
        foreach (char c in part)
        {
            if (c is ',' or '\\') text.Append('\\');
            text.Append(c);
        }
    }

    private static List<string> Parts(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                part.Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }
}
