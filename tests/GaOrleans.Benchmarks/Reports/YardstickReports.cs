namespace GaOrleans.Benchmarks.Reports;

/// <summary>The six reports that are timed, by the names that duckdb.mjs uses too.</summary>
internal static class YardstickReports
{
    public const string Domain = "site1.example";

    public static IReadOnlyList<(string Name, string Query)> All { get; } =
    [
        ("totals", Query("""["visitors","pageviews"]""", Month, "")),
        ("visitors_by_hour", Query("""["visitors"]""", Week, ""","dimensions":["time:hour"]""")),
        ("visitors_by_day", Query("""["visitors"]""", Month, ""","dimensions":["time:day"]""")),
        ("top_pages", Query("""["pageviews","visitors"]""", Month, ""","dimensions":["event:page"],"filters":[["is","event:name",["pageview"]]],"pagination":{"limit":10}""")),
        ("visits", Query("""["visits","bounce_rate","visit_duration"]""", Month, "")),
        ("filtered_by_source", Query("""["pageviews","visitors"]""", Month,
            ""","dimensions":["visit:source"],"filters":[["is","visit:country",["DE"]],["is","event:page",["/product/**"]],["is","event:name",["pageview"]]]""")),
    ];

    private const string Month = """["2026-10-01","2026-10-30"]""", Week = """["2026-10-24","2026-10-30"]""";

    private static string Query(string metrics, string range, string rest) =>
        $$"""{"site_id":"{{Domain}}","metrics":{{metrics}},"date_range":{{range}}{{rest}}}""";
}
