namespace GaOrleans.Benchmarks.Reports;

/// <summary>The reports that are timed, by the names that duckdb.mjs uses too.</summary>
internal static class YardstickReports
{
    public const string Domain = "site1.example";

    public static IReadOnlyList<YardstickReport> All { get; } =
    [
        new("totals", "query", Query("""["visitors","pageviews"]""", Month, "")),
        new("visitors_by_hour", "query", Query("""["visitors"]""", Week, ""","dimensions":["time:hour"]""")),
        new("visitors_by_day", "query", Query("""["visitors"]""", Month, ""","dimensions":["time:day"]""")),
        new("top_pages", "query", Query("""["pageviews","visitors"]""", Month, ""","dimensions":["event:page"],"filters":[["is","event:name",["pageview"]]],"pagination":{"limit":10}""")),
        new("visits", "query", Query("""["visits","bounce_rate","visit_duration"]""", Month, "")),
        new("filtered_by_source", "query", Query("""["pageviews","visitors"]""", Month,
            ""","dimensions":["visit:source"],"filters":[["is","visit:country",["DE"]],["is","event:page",["/product/**"]],["is","event:name",["pageview"]]]""")),
        new("funnel", "funnel", $$"""{"site_id":"{{Domain}}","date_range":{{Month}},"steps":[{"page":"/product/**"},{"event":"add_to_cart"},{"event":"purchase"}]}"""),
    ];

    private const string Month = """["2026-10-01","2026-10-30"]""", Week = """["2026-10-24","2026-10-30"]""";

    private static string Query(string metrics, string range, string rest) =>
        $$"""{"site_id":"{{Domain}}","metrics":{{metrics}},"date_range":{{range}}{{rest}}}""";
}
