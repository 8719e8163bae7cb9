using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Notices.Documents;

namespace GaOrleans.Engine.Notices.Reporting;

/// <summary>Makes the queries of alerts, in the language of reports (API.md).</summary>
internal static class AlertQueries
{
    /// <summary>The number of one period.</summary>
    public static byte[] Of(Alert alert, LocalCalendar calendar, TimeRange range) => Bytes(Body(alert, calendar, range));

    /// <summary>The numbers of all periods of a range.</summary>
    public static byte[] Series(Alert alert, LocalCalendar calendar, TimeRange range)
    {
        JsonObject body = Body(alert, calendar, range);
        body["dimensions"] = new JsonArray(alert.Period == NoticePeriod.Hour ? "time:hour" : "time:day");
        return Bytes(body);
    }

    // The last second belongs to a range.
    private static JsonObject Body(Alert alert, LocalCalendar calendar, TimeRange range) => new()
    {
        ["metrics"] = new JsonArray(alert.Metric),
        ["date_range"] = new JsonArray(calendar.Iso(range.FromMs), calendar.Iso(range.ToMs - 1000)),
        ["filters"] = JsonNode.Parse(alert.Filters),
    };

    private static byte[] Bytes(JsonObject query) => Encoding.UTF8.GetBytes(query.ToJsonString(new JsonSerializerOptions()));
}
