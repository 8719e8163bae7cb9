using System.Text.Json;

namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>Writes drafts as JSON of the query language; what a draft does not say is left out.</summary>
public static class DraftWriter
{
    /// <summary>Writes a query.</summary>
    /// <param name="draft">The query.</param>
    /// <param name="indented">With line breaks for people, or without for addresses and requests.</param>
    public static string Write(QueryDraft draft, bool indented = true) => DraftJson.Write(indented, json =>
    {
        json.WriteStartObject();
        if (draft.SiteId is { } site) json.WriteString("site_id", site);
        WriteTexts(json, "metrics", draft.Metrics);
        if (draft.Range.Name != "") WriteRange(json, draft.Range);
        if (draft.Date is { } date) json.WriteString("date", date);
        if (draft.Dimensions.Count > 0) WriteTexts(json, "dimensions", draft.Dimensions);
        if (draft.Filters.Count > 0) WriteFilters(json, draft.Filters);
        if (draft.Order is { } order) WriteOrder(json, order);
        WriteInclude(json, draft);
        WritePagination(json, draft);
        json.WriteEndObject();
    });

    /// <summary>JSON that names no site, with the site named first, as requests over HTTP need it; what is no object stays as it is.</summary>
    public static string WithSite(string json, string domain)
    {
        using JsonDocument? document = DraftJson.Load(json, out _);
        if (document is null || document.RootElement.ValueKind != JsonValueKind.Object) return json;
        return DraftJson.Write(indented: false, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("site_id", domain);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (member.Name != "site_id") member.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    /// <summary>Writes conditions on their own, as a segment holds them.</summary>
    public static string WriteFilters(IReadOnlyList<DraftFilter> filters) => DraftJson.Write(indented: false, json => WriteList(json, filters));

    /// <summary>Writes conditions as the member <c>filters</c>.</summary>
    internal static void WriteFilters(Utf8JsonWriter json, IReadOnlyList<DraftFilter> filters)
    {
        json.WritePropertyName("filters");
        WriteList(json, filters);
    }

    /// <summary>Writes a range as the member <c>date_range</c>.</summary>
    internal static void WriteRange(Utf8JsonWriter json, DraftRange range)
    {
        if (range.Name is { } name)
        {
            json.WriteString("date_range", name);
            return;
        }

        WriteTexts(json, "date_range", [range.From ?? "", range.To ?? ""]);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, IReadOnlyList<DraftFilter> filters)
    {
        json.WriteStartArray();
        foreach (DraftFilter filter in filters) WriteFilter(json, filter);
        json.WriteEndArray();
    }

    private static void WriteFilter(Utf8JsonWriter json, DraftFilter filter)
    {
        json.WriteStartArray();
        switch (filter)
        {
            case DraftFilter.Match match:
                WriteMatch(json, match);
                break;
            case DraftFilter.Group group:
                json.WriteStringValue(group.IsAny ? "or" : "and");
                json.WriteStartArray();
                foreach (DraftFilter child in group.Children) WriteFilter(json, child);
                json.WriteEndArray();
                break;
            case DraftFilter.Not not:
                json.WriteStringValue("not");
                WriteFilter(json, not.Child);
                break;
            case DraftFilter.Done done:
                json.WriteStringValue(done.IsNegated ? "has_not_done" : "has_done");
                WriteFilter(json, done.Child);
                break;
        }

        json.WriteEndArray();
    }

    private static void WriteMatch(Utf8JsonWriter json, DraftFilter.Match match)
    {
        json.WriteStringValue(match.Operator);
        json.WriteStringValue(match.Dimension);
        json.WriteStartArray();
        foreach (DraftValue value in match.Values)
        {
            if (value.IsNumber && long.TryParse(value.Text, out long number)) json.WriteNumberValue(number);
            else json.WriteStringValue(value.Text);
        }

        json.WriteEndArray();
        if (match.CaseSensitive is not { } sensitive) return;
        json.WriteStartObject();
        json.WriteBoolean("case_sensitive", sensitive);
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, IReadOnlyList<DraftOrder> order)
    {
        json.WriteStartArray("order_by");
        foreach (DraftOrder entry in order)
        {
            json.WriteStartArray();
            json.WriteStringValue(entry.Name);
            json.WriteStringValue(entry.Descending ? "desc" : "asc");
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteInclude(Utf8JsonWriter json, QueryDraft draft)
    {
        if (draft is { TimeLabels: null, TotalRows: null, Imports: null, Comparison: null }) return;
        json.WriteStartObject("include");
        if (draft.TimeLabels is { } labels) json.WriteBoolean("time_labels", labels);
        if (draft.TotalRows is { } rows) json.WriteBoolean("total_rows", rows);
        if (draft.Imports is { } imports) json.WriteBoolean("imports", imports);
        if (draft.Comparison is { } comparison)
        {
            json.WriteStartObject("comparisons");
            json.WriteString("mode", comparison.Mode);
            if (comparison.Range is { } range) WriteRange(json, range);
            if (comparison.MatchDayOfWeek is { } match) json.WriteBoolean("match_day_of_week", match);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePagination(Utf8JsonWriter json, QueryDraft draft)
    {
        if (draft is { Limit: null, Offset: null }) return;
        json.WriteStartObject("pagination");
        if (draft.Limit is { } limit) json.WriteNumber("limit", limit);
        if (draft.Offset is { } offset) json.WriteNumber("offset", offset);
        json.WriteEndObject();
    }
}
