using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GaOrleans.Engine.Notices.Timing;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>Makes the queries of reports that are sent, in the language of reports (API.md).</summary>
internal static class ScheduleQueries
{
    private const int ListRows = 7;

    /// <summary>The numbers at the top of an overview, compared.</summary>
    public static byte[] Totals(LocalDays period, LocalDays compared) => Bytes(new JsonObject
    {
        ["metrics"] = new JsonArray("visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration"),
        ["date_range"] = Range(period),
        ["include"] = new JsonObject { ["comparisons"] = Custom(compared) },
    });

    /// <summary>A list of an overview: the most visited values of a dimension.</summary>
    public static byte[] Top(LocalDays period, string dimension) => Bytes(new JsonObject
    {
        ["metrics"] = new JsonArray("visitors"),
        ["dimensions"] = new JsonArray(dimension),
        ["date_range"] = Range(period),
        ["pagination"] = new JsonObject { ["limit"] = ListRows },
    });

    /// <summary>A saved query over other days.</summary>
    /// <param name="query">The document.</param>
    /// <param name="period">The days.</param>
    /// <param name="compared">The days to compare with where the query compares with nothing; null to leave it so.</param>
    public static byte[] Over(JsonObject query, LocalDays period, LocalDays? compared)
    {
        var copy = (JsonObject)query.DeepClone();
        copy.Remove("date");
        copy["date_range"] = Range(period);
        JsonNode? asked = (copy["include"] as JsonObject)?["comparisons"];
        // Days that were fixed by hand belong to a range that was fixed by hand.
        if (asked is JsonObject fixedDays && fixedDays["mode"] is JsonValue mode && mode.TryGetValue(out string? name) && name == "custom")
        {
            if (compared is null) ((JsonObject)copy["include"]!).Remove("comparisons");
            else ((JsonObject)copy["include"]!)["comparisons"] = Custom(compared.Value);
        }
        else if (asked is null && compared is not null && !HasTime(copy))
        {
            if (copy["include"] is not JsonObject) copy["include"] = new JsonObject();
            copy["include"]!["comparisons"] = Custom(compared.Value);
        }

        return Bytes(copy);
    }

    /// <summary>A saved query as it is, its relative range counted from a date.</summary>
    public static byte[] AsOf(JsonObject query, DateOnly date)
    {
        var copy = (JsonObject)query.DeepClone();
        if (!copy.ContainsKey("date") && copy["date_range"] is JsonValue) copy["date"] = Text(date);
        return Bytes(copy);
    }

    private static bool HasTime(JsonObject query) => query["dimensions"] is JsonArray dimensions
        && dimensions.Any(dimension => dimension is JsonValue value && value.TryGetValue(out string? name) && name.StartsWith("time", StringComparison.Ordinal));

    private static JsonObject Custom(LocalDays days) => new() { ["mode"] = "custom", ["date_range"] = Range(days) };

    private static JsonArray Range(LocalDays days) => new(Text(days.First), Text(days.Last));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static byte[] Bytes(JsonObject query) => Encoding.UTF8.GetBytes(query.ToJsonString(new JsonSerializerOptions()));
}
