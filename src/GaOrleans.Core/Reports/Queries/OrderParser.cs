using System.Text.Json;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Reads <c>order_by</c>.</summary>
internal static class OrderParser
{
    /// <summary>Reads the list.</summary>
    public static IReadOnlyList<QueryOrder> Parse(JsonElement list, QueryErrors errors)
    {
        var order = new List<QueryOrder>();
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add("#/order_by", $"Type mismatch. Expected Array but got {InspectedJson.KindOf(list)}.");
            return order;
        }

        int length = list.GetArrayLength();
        if (length > QueryLimits.OrderEntries)
        {
            errors.Add("#/order_by", $"Expected a maximum of {QueryLimits.OrderEntries} items but got {length}.");
            return order;
        }

        int index = 0;
        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (ParseEntry(entry, $"#/order_by/{index}", errors) is { } parsed) order.Add(parsed);
            index++;
        }

        return order;
    }

    private static QueryOrder? ParseEntry(JsonElement entry, string path, QueryErrors errors)
    {
        if (entry.ValueKind != JsonValueKind.Array)
        {
            errors.Add(path, $"Type mismatch. Expected Array but got {InspectedJson.KindOf(entry)}.");
            return null;
        }

        int length = entry.GetArrayLength();
        if (length != 2)
        {
            errors.Add(path, $"Expected a {(length < 2 ? "minimum" : "maximum")} of 2 items but got {length}.");
            return null;
        }

        string? direction = entry[1].ValueKind == JsonValueKind.String ? entry[1].GetString() : null;
        if (direction is not ("asc" or "desc"))
        {
            errors.Add($"{path}/1", $"Value {InspectedJson.Of(entry[1])} is not allowed in enum.");
            return null;
        }

        string name = entry[0].ValueKind == JsonValueKind.String ? entry[0].GetString()! : "";
        if (QueryNames.TryMetric(name, out Metric metric)) return new QueryOrder(metric, null, direction == "desc");
        if (QueryNames.TryDimension(name, out Dimension dimension) && dimension.Kind != DimensionKind.Segment) return new QueryOrder(null, dimension, direction == "desc");
        errors.Add($"{path}/0", $"Invalid value in order_by {InspectedJson.Of(entry[0])}");
        return null;
    }
}
