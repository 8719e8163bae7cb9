using System.Text.Json;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Writes a query as it was resolved, dates included.</summary>
internal static class QueryWriter
{
    public static void Write(Utf8JsonWriter json, PlannedReport report, string siteId)
    {
        ReportQuery query = report.Query;
        json.WriteStartObject("query");
        json.WriteString("site_id", siteId);
        json.WriteStartArray("metrics");
        foreach (Metric metric in query.Metrics) json.WriteStringValue(QueryNames.Of(metric));
        json.WriteEndArray();
        WriteRange(json, "date_range", report.Range, report);
        WriteFilters(json, query.Filters);
        json.WriteStartArray("dimensions");
        foreach (Dimension dimension in query.Dimensions) json.WriteStringValue(QueryNames.Of(dimension));
        json.WriteEndArray();
        WriteOrder(json, query.OrderBy!);
        WriteInclude(json, report);
        json.WriteStartObject("pagination");
        json.WriteNumber("limit", query.Limit);
        json.WriteNumber("offset", query.Offset);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a list of filters as <c>filters</c>.</summary>
    public static void WriteFilters(Utf8JsonWriter json, IReadOnlyList<Filter> filters)
    {
        json.WriteStartArray("filters");
        foreach (Filter filter in filters) WriteFilter(json, filter);
        json.WriteEndArray();
    }

    // The last second inside, as the published interface gives it.
    private static void WriteRange(Utf8JsonWriter json, string name, ResolvedRange range, PlannedReport report)
    {
        var calendar = new LocalCalendar(report.Zone);
        json.WriteStartArray(name);
        json.WriteStringValue(calendar.Iso(range.Range.FromMs));
        json.WriteStringValue(calendar.Iso(range.Range.ToMs - 1000));
        json.WriteEndArray();
    }

    private static void WriteOrder(Utf8JsonWriter json, IReadOnlyList<QueryOrder> order)
    {
        json.WriteStartArray("order_by");
        foreach (QueryOrder entry in order)
        {
            json.WriteStartArray();
            json.WriteStringValue(entry.Metric is { } metric ? QueryNames.Of(metric) : QueryNames.Of(entry.Dimension!.Value));
            json.WriteStringValue(entry.Descending ? "desc" : "asc");
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteInclude(Utf8JsonWriter json, PlannedReport report)
    {
        QueryInclude include = report.Query.Include;
        json.WriteStartObject("include");
        if (include.TimeLabels) json.WriteBoolean("time_labels", true);
        if (include.TotalRows) json.WriteBoolean("total_rows", true);
        if (include.Imports) json.WriteBoolean("imports", true);
        if (include.Comparisons is { } comparison)
        {
            json.WriteStartObject("comparisons");
            json.WriteString("mode", comparison.Mode switch
            {
                ComparisonMode.PreviousPeriod => "previous_period",
                ComparisonMode.YearOverYear => "year_over_year",
                _ => "custom",
            });
            WriteRange(json, "date_range", report.ComparisonRange!, report);
            if (comparison.MatchDayOfWeek) json.WriteBoolean("match_day_of_week", true);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFilter(Utf8JsonWriter json, Filter filter)
    {
        json.WriteStartArray();
        switch (filter)
        {
            case Filter.And and:
                WriteList(json, "and", and.Children);
                break;
            case Filter.Or or:
                WriteList(json, "or", or.Children);
                break;
            case Filter.Not not:
                json.WriteStringValue("not");
                WriteFilter(json, not.Child);
                break;
            case Filter.HasDone done:
                json.WriteStringValue(done.Negated ? "has_not_done" : "has_done");
                WriteFilter(json, done.Child);
                break;
            case Filter.Match match:
                WriteMatch(json, match);
                break;
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<Filter> children)
    {
        json.WriteStringValue(name);
        json.WriteStartArray();
        foreach (Filter child in children) WriteFilter(json, child);
        json.WriteEndArray();
    }

    private static void WriteMatch(Utf8JsonWriter json, Filter.Match match)
    {
        json.WriteStringValue(QueryNames.Of(match.Operator));
        json.WriteStringValue(QueryNames.Of(match.Dimension));
        json.WriteStartArray();
        foreach (string value in match.Values) json.WriteStringValue(value);
        json.WriteEndArray();
        if (match.CaseSensitive) return;
        json.WriteStartObject();
        json.WriteBoolean("case_sensitive", false);
        json.WriteEndObject();
    }
}
