using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Journeys.Queries;

/// <summary>What was counted for a journey, to be written.</summary>
public abstract class JourneyAnswer(PlannedJourney journey, bool hasOtherRows)
{
    // The answer is application/json, never part of a page; only what JSON itself needs is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes JSON.</summary>
    /// <param name="siteId">The site's domain.</param>
    /// <param name="freshToMs">Every hit acknowledged before this instant is counted.</param>
    /// <param name="visitsCutHours">Hours beyond the range after which a visit was cut off; 0 when every visit is whole.</param>
    public AnswerBody WriteJson(string siteId, long freshToMs, int visitsCutHours)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        int stamp;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteResults(json);
            json.WriteStartObject("meta");
            json.WriteString("fresh_to", AnswerBody.Stamp(freshToMs));
            json.Flush();
            stamp = buffer.WrittenCount - 1 - AnswerBody.StampBytes;
            json.WriteBoolean("exact", true);
            json.WriteBoolean("other_rows", hasOtherRows);
            if (visitsCutHours > 0) json.WriteNumber("visits_cut_hours", visitsCutHours);
            WriteMeta(json);
            json.WriteEndObject();
            WriteQuery(json, siteId);
            json.WriteEndObject();
        }

        return new AnswerBody(buffer.WrittenSpan.ToArray(), stamp);
    }

    /// <summary>Writes CSV as UTF-8.</summary>
    public byte[] WriteCsv()
    {
        var text = new StringBuilder();
        AppendCsv(text);
        return System.Text.Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Writes <c>results</c> and what stands beside it.</summary>
    protected abstract void WriteResults(Utf8JsonWriter json);

    /// <summary>Writes the kind's own members of <c>meta</c>.</summary>
    protected virtual void WriteMeta(Utf8JsonWriter json)
    {
    }

    /// <summary>Writes the kind's own members of <c>query</c>.</summary>
    protected abstract void WriteOwn(Utf8JsonWriter json);

    /// <summary>Appends all lines.</summary>
    protected abstract void AppendCsv(StringBuilder text);

    /// <summary>A share in percent, 2 decimals, 0 of nothing.</summary>
    protected static decimal Percent(long part, long whole) => MetricCalculator.Share(part, whole).Number ?? 0;

    /// <summary>Writes a condition under a name, or into an array.</summary>
    protected static void WriteCondition(Utf8JsonWriter json, string? member, JourneyCondition condition)
    {
        if (member is null) json.WriteStartObject();
        else json.WriteStartObject(member);
        json.WriteString("name", condition.Name);
        QueryWriter.WriteFilters(json, condition.Filters);
        json.WriteEndObject();
    }

    /// <summary>Writes a number without trailing zeros.</summary>
    protected static void WriteNumber(Utf8JsonWriter json, string name, decimal? number)
    {
        if (number is not { } known) json.WriteNull(name);
        else if (known == decimal.Truncate(known)) json.WriteNumber(name, (long)known);
        else json.WriteNumber(name, (double)known);
    }

    private void WriteQuery(Utf8JsonWriter json, string siteId)
    {
        var calendar = new LocalCalendar(journey.Zone);
        json.WriteStartObject("query");
        json.WriteString("site_id", siteId);
        json.WriteStartArray("date_range");
        json.WriteStringValue(calendar.Iso(journey.Range.Range.FromMs));
        json.WriteStringValue(calendar.Iso(journey.Range.Range.ToMs - 1000));
        json.WriteEndArray();
        QueryWriter.WriteFilters(json, journey.Asked.Filters);
        WriteOwn(json);
        json.WriteEndObject();
    }
}
