using System.Text.Json.Nodes;

namespace GaOrleans.Portal.Alerts;

/// <summary>Filters of alerts as lines to type in: conditions with one value each. Others are kept as they are.</summary>
internal static class FilterLines
{
    /// <summary>What can be filtered by, with what it is called.</summary>
    public static IReadOnlyList<(string Name, string Label)> Dimensions { get; } =
    [
        ("event:page", "Page"), ("event:goal", "Goal"), ("event:name", "Event"), ("visit:source", "Source"), ("visit:channel", "Channel"), ("visit:referrer", "Referrer"),
        ("visit:utm_campaign", "Campaign"), ("visit:utm_medium", "Medium"), ("visit:entry_page", "Entry page"), ("visit:country", "Country (code)"), ("visit:device", "Device"), ("visit:browser", "Browser"),
        ("event:hostname", "Hostname"),
    ];

    /// <summary>How it can be compared.</summary>
    public static IReadOnlyList<(string Name, string Label)> Operators { get; } = [("is", "is"), ("is_not", "is not"), ("contains", "contains"), ("contains_not", "does not contain")];

    /// <summary>The lines of filters; null when they are more than lines can say.</summary>
    public static List<FilterLine>? Read(string filters)
    {
        var lines = new List<FilterLine>();
        foreach (JsonNode? filter in JsonNode.Parse(filters)!.AsArray())
        {
            if (filter is not JsonArray { Count: 3 } parts || parts[0] is not JsonValue name || parts[1] is not JsonValue dimension || parts[2] is not JsonArray { Count: 1 } values) return null;
            if (!name.TryGetValue(out string? compared) || !dimension.TryGetValue(out string? by) || values[0] is not JsonValue only || !only.TryGetValue(out string? value)) return null;
            if (Operators.All(one => one.Name != compared) || Dimensions.All(one => one.Name != by)) return null;
            lines.Add(new FilterLine { Dimension = by, Operator = compared, Value = value });
        }

        return lines;
    }

    /// <summary>The filters of lines; those without a value are left out.</summary>
    public static string Write(IEnumerable<FilterLine> lines)
    {
        var filters = new JsonArray();
        foreach (FilterLine line in lines.Where(line => !string.IsNullOrWhiteSpace(line.Value))) filters.Add((JsonNode)new JsonArray(line.Operator, line.Dimension, new JsonArray(line.Value.Trim())));
        return filters.ToJsonString();
    }
}
