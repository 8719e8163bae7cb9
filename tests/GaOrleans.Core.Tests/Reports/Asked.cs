using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Filters;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Sites;

namespace GaOrleans.Core.Tests.Reports;

/// <summary>Queries and plans from short texts.</summary>
internal static class Asked
{
    public static readonly IReadOnlyList<Goal> NoGoals = [];

    public static Goal Goal(string name, string? currency = null) =>
        new(1, name, name, null, currency, new Dictionary<string, string>(StringComparer.Ordinal));

    public static ParsedQuery Parse(string json) => QueryParser.Parse(System.Text.Encoding.UTF8.GetBytes(json));

    public static ReportQuery Query(string json)
    {
        ParsedQuery parsed = Parse(json);
        Assert.True(parsed.IsValid, parsed.Error);
        return parsed.Query!;
    }

    /// <summary>Everything that is wrong with a query: of form, or with the goals.</summary>
    public static string? Error(string json, params Goal[] goals)
    {
        ParsedQuery parsed = Parse(json);
        return parsed.IsValid ? QueryValidator.Problem(parsed.Query!, goals) : parsed.Error;
    }

    /// <summary>The query with the fields given and the required ones that they leave out.</summary>
    public static string With(string fields) =>
        "{\"site_id\":\"example.com\""
        + (fields.Contains("\"metrics\"", StringComparison.Ordinal) ? "" : ",\"metrics\":[\"visitors\"]")
        + (fields.Contains("\"date_range\":", StringComparison.Ordinal) ? "" : ",\"date_range\":\"all\"")
        + "," + fields + "}";

    public static ZoneRules Zone(string name) => Zones.TryFind(name, out ZoneRules? zone) ? zone : throw new ArgumentException(name, nameof(name));

    public static long Ms(string iso) => DateTimeOffset.Parse(iso).ToUnixTimeMilliseconds();

    public static PlanContext Context(string zone, string now, string? firstHit = null, params Goal[] goals) =>
        new(Zone(zone), Ms(now), firstHit is null ? null : Ms(firstHit), goals);

    public static PlannedReport Plan(string json, PlanContext context)
    {
        PlannedReport? plan = ReportPlanner.Plan(Query(json), context, out string? error);
        Assert.True(plan is not null, error);
        return plan!;
    }

    public static IReadOnlyList<Filter> Filters(string json)
    {
        IReadOnlyList<Filter>? filters = QueryParser.ParseFilters(System.Text.Encoding.UTF8.GetBytes(json), out string? error);
        Assert.True(filters is not null, error);
        return filters!;
    }
}
