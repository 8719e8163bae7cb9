using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Writes answers as JSON (API.md, Reports).</summary>
public static class AnswerWriter
{
    // The answer is application/json, never part of a page; only what JSON itself needs is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an answer.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="siteId">The site's domain.</param>
    /// <param name="freshToMs">Every hit acknowledged before this instant is counted.</param>
    public static AnswerBody Write(ReportResult result, string siteId, long freshToMs)
    {
        var buffer = new ArrayBufferWriter<byte>(1024 + result.Rows.Count * 64);
        int stamp;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteRows(json, result);
            json.WriteStartObject("meta");
            json.WriteString("fresh_to", AnswerBody.Stamp(freshToMs));
            json.Flush();
            stamp = buffer.WrittenCount - 1 - AnswerBody.StampBytes;
            WriteMeta(json, result);
            json.WriteEndObject();
            QueryWriter.Write(json, result.Report, siteId);
            json.WriteEndObject();
        }

        return new AnswerBody(buffer.WrittenSpan.ToArray(), stamp);
    }

    /// <summary>Writes a refusal.</summary>
    public static byte[] WriteError(string error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("error", error);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRows(Utf8JsonWriter json, ReportResult result)
    {
        json.WriteStartArray("results");
        foreach (ComparedRow row in result.Rows)
        {
            json.WriteStartObject();
            WriteRow(json, row.Row);
            if (row is { Other: { } other, Change: { } change })
            {
                json.WriteStartObject("comparison");
                WriteRow(json, other);
                WriteValues(json, "change", change);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, AnswerRow row)
    {
        WriteValues(json, "metrics", row.Metrics);
        json.WriteStartArray("dimensions");
        foreach (string? value in row.Values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteValues(Utf8JsonWriter json, string name, MetricValue[] values)
    {
        json.WriteStartArray(name);
        foreach (MetricValue value in values) WriteValue(json, value);
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, MetricValue value)
    {
        if (value.Number is not { } number)
        {
            json.WriteNullValue();
        }
        else if (value.Currency is { } currency)
        {
            json.WriteStartObject();
            json.WritePropertyName("value");
            WriteNumber(json, number);
            json.WriteString("currency", currency);
            json.WriteString("short", MoneyText.Short(number, currency));
            json.WriteString("long", MoneyText.Long(number, currency));
            json.WriteEndObject();
        }
        else
        {
            WriteNumber(json, number);
        }
    }

    // Without trailing zeros: 33.5, not 33.50.
    private static void WriteNumber(Utf8JsonWriter json, decimal number)
    {
        if (number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue) json.WriteNumberValue((long)number);
        else json.WriteNumberValue((double)number);
    }

    private static void WriteMeta(Utf8JsonWriter json, ReportResult result)
    {
        if (result.VisitorErrorPercent > 0)
        {
            json.WriteStartObject("exact");
            json.WriteNumber("visitors_error_percent", Math.Round(result.VisitorErrorPercent, 3));
            json.WriteEndObject();
        }
        else
        {
            json.WriteBoolean("exact", true);
        }

        json.WriteBoolean("other_rows", result.HasOtherRows);
        if (result.VisitsCutHours > 0) json.WriteNumber("visits_cut_hours", result.VisitsCutHours);
        QueryInclude include = result.Report.Query.Include;
        if (include.Imports) json.WriteBoolean("imports_included", false);
        WriteWarnings(json, result.Report);
        if (include.TimeLabels && result.Report.Tables.Main.Slots is { } slots)
        {
            json.WriteStartArray("time_labels");
            foreach (string label in slots.Labels) json.WriteStringValue(label);
            json.WriteEndArray();
        }

        if (include.TotalRows) json.WriteNumber("total_rows", result.TotalRows);
    }

    private static void WriteWarnings(Utf8JsonWriter json, PlannedReport report)
    {
        if (report.Currency.Warning is not { } warning) return;
        (string code, string text) = warning == RevenueWarning.NoSingleRevenueCurrency
            ? ("no_single_revenue_currency", "Revenue metrics are null as there are multiple currencies for the selected event:goals.")
            : ("no_revenue_goals_matching", "Revenue metrics are null as there are no matching revenue goals.");
        json.WriteStartObject("metric_warnings");
        foreach (Metric metric in report.Query.Metrics)
        {
            if (metric is not (Metric.AverageRevenue or Metric.TotalRevenue)) continue;
            json.WriteStartObject(QueryNames.Of(metric));
            json.WriteString("code", code);
            json.WriteString("warning", text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
