using System.Text.Json;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>Reads conditions. Names of dimensions need not exist: the merchant is told at the condition, not refused as a whole.</summary>
internal static class FilterReader
{
    private const string What = "A filter";

    /// <summary>Reads a list of conditions.</summary>
    public static IReadOnlyList<DraftFilter> ReadList(JsonElement list, Shape shape) => [.. shape.Items(list, "The list of filters").Select(item => Read(item, shape, 1))];

    /// <summary>Reads a list of conditions on their own, as a segment holds them.</summary>
    /// <returns>The conditions; null when the builder cannot show them.</returns>
    public static IReadOnlyList<DraftFilter>? ReadList(string json)
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null) return null;
        var shape = new Shape();
        IReadOnlyList<DraftFilter> filters = ReadList(document.RootElement, shape);
        return shape.Problem is null ? filters : null;
    }

    private static DraftFilter Read(JsonElement item, Shape shape, int depth)
    {
        JsonElement[] parts = [.. shape.Items(item, What)];
        if (depth > QueryLimits.FilterDepth) shape.Refuse("Filters are nested too deeply");
        if (parts.Length < 2) shape.Refuse("A filter has too few parts");
        if (shape.Problem is not null) return new DraftFilter.Match("is", "", []);
        string name = shape.Text(parts[0], "The name of a filter");
        if (QueryNames.TryOperator(name, out MatchOperator _)) return ReadMatch(name, parts, shape);
        if (parts.Length != 2) shape.Refuse("A filter has too many parts");
        switch (name)
        {
            case "and" or "or":
                DraftFilter[] children = [.. shape.Items(parts[1], What).Select(child => Read(child, shape, depth + 1))];
                return new DraftFilter.Group(name == "or", children);
            case "not":
                return new DraftFilter.Not(Read(parts[1], shape, depth + 1));
            case "has_done" or "has_not_done":
                return new DraftFilter.Done(name == "has_not_done", Read(parts[1], shape, depth + 1));
            default:
                shape.Refuse($"There is no filter of the name “{name}”");
                return new DraftFilter.Match("is", "", []);
        }
    }

    private static DraftFilter.Match ReadMatch(string name, JsonElement[] parts, Shape shape)
    {
        if (parts.Length is not (3 or 4))
        {
            shape.Refuse("A filter needs a dimension and a list of values");
            return new DraftFilter.Match(name, "", []);
        }

        string dimension = shape.Text(parts[1], "The dimension of a filter");
        DraftValue[] values = [.. shape.Items(parts[2], "What a filter compares with").Select(value => ReadValue(value, shape))];
        return new DraftFilter.Match(name, dimension, values, parts.Length == 4 ? ReadCase(parts[3], shape) : null);
    }

    private static DraftValue ReadValue(JsonElement value, Shape shape)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && value.GetRawText() == number.ToString()) return new DraftValue(number.ToString(), IsNumber: true);
        return new DraftValue(shape.Text(value, "A value of a filter"));
    }

    private static bool? ReadCase(JsonElement modifiers, Shape shape)
    {
        bool? sensitive = null;
        foreach (JsonProperty member in shape.Members(modifiers, "The last part of a filter"))
        {
            if (member.Name == "case_sensitive") sensitive = shape.Flag(member.Value, "case_sensitive");
            else shape.Refuse($"There is no “{member.Name}” in a filter");
        }

        return sensitive;
    }
}
