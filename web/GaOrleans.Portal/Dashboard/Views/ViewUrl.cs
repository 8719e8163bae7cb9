using System.Globalization;
using System.Text;
using GaOrleans.Portal.Dashboard.Filters;
using GaOrleans.Portal.Dashboard.Panels;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace GaOrleans.Portal.Dashboard.Views;

/// <summary>
/// A view as the query of an address, both ways: <c>?period=30d&amp;f=is,visit:country,DE&amp;metric=visits</c>. What is as it starts is left out. Whatever the
/// address says, reading it gives a view; what makes no sense in it counts for nothing. Reading what was written gives the same view, and writing what was read
/// changes it no more after the first time.
/// </summary>
public static class ViewUrl
{
    private const int KeyCharacters = 300;
    private const int FirstYear = 1970;
    private const int EndYear = 2199;

    private static readonly (PeriodKind Kind, string Code)[] Periods =
    [
        (PeriodKind.Realtime, "realtime"), (PeriodKind.Day, "day"), (PeriodKind.Yesterday, "yesterday"), (PeriodKind.Last7Days, "7d"), (PeriodKind.Last28Days, "28d"),
        (PeriodKind.Last30Days, "30d"), (PeriodKind.Last91Days, "91d"), (PeriodKind.Month, "month"), (PeriodKind.LastMonth, "lastmonth"), (PeriodKind.Year, "year"),
        (PeriodKind.Last12Months, "12mo"), (PeriodKind.All, "all"), (PeriodKind.Custom, "custom"),
    ];

    /// <summary>Writes a view: empty, or a query from its question mark on.</summary>
    public static string Write(DashboardView view)
    {
        var query = new StringBuilder();
        WritePeriod(query, view.Period);
        WriteComparison(query, view.Comparison);
        foreach (ViewFilter filter in view.Filters) Append(query, "f", FilterCode.Write(filter));
        if (view.Metric != DashboardView.Start.Metric) Append(query, "metric", view.Metric);
        if (view.Interval is { } interval) Append(query, "interval", interval.ToString().ToLowerInvariant());
        foreach (Panel panel in PanelCatalogue.All)
        {
            if (view.Tabs.Of(panel) is { } tab && tab != panel.Tabs[0].Key) Append(query, panel.Key, tab);
        }

        if (view.Property is { } property) Append(query, "property", property);
        if (view.Details is { } details) Append(query, "details", details);
        return query.ToString();
    }

    /// <summary>The address of a view on a page, which may have a query of its own.</summary>
    public static string At(string path, DashboardView view)
    {
        string query = Write(view);
        return query.Length > 0 && path.Contains('?', StringComparison.Ordinal) ? $"{path}&{query[1..]}" : path + query;
    }

    /// <summary>Reads a view from an address or its query.</summary>
    public static DashboardView Read(string address)
    {
        int question = address.IndexOf('?');
        int end = address.IndexOf('#') is var hash and >= 0 ? hash : address.Length;
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(question < 0 || question > end ? "" : address[question..end]);
        return new DashboardView
        {
            Period = ReadPeriod(query),
            Comparison = ReadComparison(query),
            Filters = FilterList.Of(Values(query, "f").Select(FilterCode.Read).OfType<ViewFilter>()),
            Metric = Value(query, "metric") is { } metric && DashboardMetrics.Find(metric) is not null ? metric : DashboardView.Start.Metric,
            Interval = Value(query, "interval") is { } interval && interval.All(char.IsAsciiLetterLower) && Enum.TryParse(interval, ignoreCase: true, out ChartInterval step) ? step : null,
            Tabs = PanelCatalogue.All.Aggregate(ViewTabs.First, (tabs, panel) => Value(query, panel.Key) is { } tab ? tabs.With(panel, tab) : tabs),
            Property = Value(query, "property") is { Length: <= KeyCharacters } property ? ViewFilter.Tidy(property) : null,
            Details = Value(query, "details") is { } details && PanelCatalogue.FindDetails(details) is not null ? details : null,
        };
    }

    /// <summary>A day as addresses have it; null for what is none.</summary>
    public static DateOnly? ReadDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date.Year is >= FirstYear and <= EndYear ? date : null;

    /// <summary>The code of a kind of period.</summary>
    public static string CodeOf(PeriodKind kind) => Array.Find(Periods, period => period.Kind == kind).Code;

    private static void WritePeriod(StringBuilder query, ViewPeriod? period)
    {
        if (period is null) return;
        if (period.Kind == PeriodKind.Custom)
        {
            Append(query, "from", Text(period.From));
            Append(query, "to", Text(period.To));
            return;
        }

        Append(query, "period", CodeOf(period.Kind));
        if (period.Date is { } date) Append(query, "date", Text(date));
    }

    private static void WriteComparison(StringBuilder query, ViewComparison comparison)
    {
        if (comparison.Kind != CompareKind.Previous) Append(query, "compare", comparison.Kind.ToString().ToLowerInvariant());
        if (comparison.Kind == CompareKind.Custom)
        {
            Append(query, "cfrom", Text(comparison.From));
            Append(query, "cto", Text(comparison.To));
        }

        if (comparison.MatchDayOfWeek) Append(query, "match", "weekday");
    }

    private static ViewPeriod? ReadPeriod(Dictionary<string, StringValues> query)
    {
        string? code = Value(query, "period");
        if (code is null or "custom")
            return ReadDate(Value(query, "from")) is { } from && ReadDate(Value(query, "to")) is { } to ? ViewPeriod.Days(from, to) : null;
        (PeriodKind kind, string known) = Array.Find(Periods, period => period.Code == code);
        if (known is null) return null;
        return new ViewPeriod(kind, ViewPeriod.TakesDate(kind) ? ReadDate(Value(query, "date")) : null);
    }

    private static ViewComparison ReadComparison(Dictionary<string, StringValues> query)
    {
        bool match = Value(query, "match") == "weekday";
        switch (Value(query, "compare"))
        {
            case "none": return ViewComparison.None;
            case "year": return new ViewComparison(CompareKind.Year, match);
            case "custom":
                return ReadDate(Value(query, "cfrom")) is { } from && ReadDate(Value(query, "cto")) is { } to ? ViewComparison.Days(from, to, match) : new ViewComparison(CompareKind.Previous, match);
            default: return new ViewComparison(CompareKind.Previous, match);
        }
    }

    private static IEnumerable<string> Values(Dictionary<string, StringValues> query, string key) =>
        query.TryGetValue(key, out StringValues values) ? values.OfType<string>() : [];

    private static string? Value(Dictionary<string, StringValues> query, string key) => Values(query, key).FirstOrDefault() is { Length: > 0 } value ? value : null;

    private static string Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    // Commas, colons and slashes mean nothing in a query, and an address that shows them can be read.
    private static void Append(StringBuilder query, string key, string value) => query.Append(query.Length == 0 ? '?' : '&').Append(key).Append('=')
        .Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal));
}
