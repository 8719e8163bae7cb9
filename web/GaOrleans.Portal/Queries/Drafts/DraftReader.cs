using System.Text.Json;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>
/// Reads the JSON of a query into a draft. What a draft cannot hold makes no draft at all: then the JSON stays as it is and is edited as JSON,
/// so nothing is ever lost. Whether the query is valid is another question (<see cref="QueryCheck"/>).
/// </summary>
public static class DraftReader
{
    /// <summary>Reads a query.</summary>
    public static DraftReading Read(string json)
    {
        using JsonDocument? document = DraftJson.Load(json, out string? problem);
        if (document is null) return new DraftReading(null, problem);
        var shape = new Shape();
        var draft = new QueryDraft { Range = new DraftRange("") };
        foreach (JsonProperty member in shape.Members(document.RootElement, "The query")) draft = Take(draft, member.Name, member.Value, shape);
        return shape.Problem is null ? new DraftReading(draft, null) : new DraftReading(null, shape.Problem);
    }

    private static QueryDraft Take(QueryDraft draft, string name, JsonElement value, Shape shape)
    {
        switch (name)
        {
            case "site_id": return draft with { SiteId = shape.Text(value, name) };
            case "metrics": return draft with { Metrics = shape.Texts(value, name) };
            case "date_range": return draft with { Range = Range(value, shape) };
            case "date": return draft with { Date = shape.Text(value, name) };
            case "dimensions": return draft with { Dimensions = shape.Texts(value, name) };
            case "filters": return draft with { Filters = FilterReader.ReadList(value, shape) };
            case "order_by": return draft with { Order = value.ValueKind == JsonValueKind.Null ? null : Order(value, shape) };
            case "include": return Include(draft, value, shape);
            case "pagination": return Pagination(draft, value, shape);
            default:
                shape.Refuse($"There is no “{name}” in the builder");
                return draft;
        }
    }

    /// <summary>Reads a range: a name or two dates.</summary>
    internal static DraftRange Range(JsonElement value, Shape shape)
    {
        if (value.ValueKind == JsonValueKind.String) return new DraftRange(value.GetString());
        IReadOnlyList<string> ends = shape.Texts(value, "The range");
        if (ends.Count == 2) return new DraftRange(null, ends[0], ends[1]);
        shape.Refuse("The range has not two ends");
        return DraftRange.Default;
    }

    private static DraftOrder[] Order(JsonElement list, Shape shape) => [.. shape.Items(list, "The order").Select(entry =>
    {
        IReadOnlyList<string> parts = shape.Texts(entry, "An entry of the order");
        if (parts is [{ } name, "asc" or "desc"]) return new DraftOrder(name, parts[1] == "desc");
        shape.Refuse("An entry of the order has not a name and a direction");
        return default;
    })];

    private static QueryDraft Include(QueryDraft draft, JsonElement value, Shape shape)
    {
        foreach (JsonProperty member in shape.Members(value, "include"))
        {
            switch (member.Name)
            {
                case "time_labels":
                    draft = draft with { TimeLabels = shape.Flag(member.Value, member.Name) };
                    break;
                case "total_rows":
                    draft = draft with { TotalRows = shape.Flag(member.Value, member.Name) };
                    break;
                case "imports":
                    draft = draft with { Imports = shape.Flag(member.Value, member.Name) };
                    break;
                case "comparisons":
                    draft = draft with { Comparison = member.Value.ValueKind == JsonValueKind.Null ? null : Comparison(member.Value, shape) };
                    break;
                default:
                    shape.Refuse($"There is no “{member.Name}” in the builder");
                    break;
            }
        }

        return draft;
    }

    private static DraftComparison Comparison(JsonElement value, Shape shape)
    {
        var comparison = new DraftComparison("");
        foreach (JsonProperty member in shape.Members(value, "The comparison"))
        {
            switch (member.Name)
            {
                case "mode":
                    comparison = comparison with { Mode = shape.Text(member.Value, "mode") };
                    break;
                case "date_range":
                    comparison = comparison with { Range = Range(member.Value, shape) };
                    break;
                case "match_day_of_week":
                    comparison = comparison with { MatchDayOfWeek = shape.Flag(member.Value, member.Name) };
                    break;
                default:
                    shape.Refuse($"There is no “{member.Name}” in the comparison");
                    break;
            }
        }

        return comparison;
    }

    private static QueryDraft Pagination(QueryDraft draft, JsonElement value, Shape shape)
    {
        foreach (JsonProperty member in shape.Members(value, "pagination"))
        {
            switch (member.Name)
            {
                case "limit":
                    draft = draft with { Limit = shape.Whole(member.Value, "limit") };
                    break;
                case "offset":
                    draft = draft with { Offset = shape.Whole(member.Value, "offset") };
                    break;
                default:
                    shape.Refuse($"There is no “{member.Name}” in pagination");
                    break;
            }
        }

        return draft;
    }
}
