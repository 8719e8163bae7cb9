using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Reporting;

namespace GaOrleans.Engine.Notices.Writing;

/// <summary>
/// Writes what webhooks get (docs/portal.md). A report: <c>{"type":"report","site","name","period":[first,last],"tables":{name: answer of POST /api/v2/query}}</c>.
/// An alert: <c>{"type":"alert","site","name","text","metric","condition","period":[from,to],"value","usual","change_percent"}</c>. A test: <c>{"type":"test","site","name"}</c>.
/// </summary>
internal static class HookBodies
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A report.</summary>
    public static byte[] Report(Site site, string name, NoticeReport report) => Write("report", site, name, json =>
    {
        json.WriteStartArray("period");
        json.WriteStringValue(report.Period.First.ToString("yyyy-MM-dd"));
        json.WriteStringValue(report.Period.Last.ToString("yyyy-MM-dd"));
        json.WriteEndArray();
        json.WriteStartObject("tables");
        foreach (NoticeTable table in report.Tables)
        {
            json.WritePropertyName(table.Name);
            json.WriteRawValue(table.Json.Span);
        }

        json.WriteEndObject();
    });

    /// <summary>An alert.</summary>
    public static byte[] Alert(Site site, string name, Alert alert, Watched watched) => Write("alert", site, name, json =>
    {
        LocalCalendar calendar = Calendars.Of(site);
        json.WriteString("text", AlertWords.Outcome(alert, watched));
        json.WriteString("metric", alert.Metric);
        json.WriteString("condition", AlertWords.Condition(alert));
        json.WriteStartArray("period");
        json.WriteStringValue(calendar.Iso(watched.Period.FromMs));
        json.WriteStringValue(calendar.Iso(watched.Period.ToMs));
        json.WriteEndArray();
        WriteNumber(json, "value", watched.Verdict.Value);
        WriteNumber(json, "usual", watched.Verdict.Usual);
        WriteNumber(json, "change_percent", watched.Verdict.ChangePercent);
        if (watched.Currency is not null) json.WriteString("currency", watched.Currency);
    });

    /// <summary>A test.</summary>
    public static byte[] Test(Site site, string name) => Write("test", site, name, json => json.WriteString("text", "This is a test. Nothing happened."));

    private static byte[] Write(string type, Site site, string name, Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("site", site.Domain);
            json.WriteString("name", name);
            body(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
