using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Journeys.Queries;

namespace GaOrleans.Core.Reports.Journeys.Retention;

/// <summary>A counted retention report as it is answered (docs/reports.md).</summary>
internal sealed class RetentionAnswer(PlannedRetention retention, RetentionTable table) : JourneyAnswer(retention, table.HasOtherRows)
{
    private readonly TimeSlots _periods = retention.Plan.Periods;

    /// <inheritdoc/>
    protected override void WriteResults(Utf8JsonWriter json)
    {
        json.WriteStartArray("results");
        for (int cohort = 0; cohort < table.Visitors.Length; cohort++)
        {
            json.WriteStartObject();
            json.WriteString("cohort", LabelOf(cohort));
            json.WriteNumber("visitors", table.Visitors[cohort]);
            long visitors = table.Visitors[cohort];
            WriteCounts(json, table.Returned[cohort], _ => visitors);
            json.WriteNumber("complete", CompleteCells(cohort));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTotal(json);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Utf8JsonWriter json)
    {
        RetentionQuery query = retention.Query;
        json.WriteString("period", query.Period switch
        {
            DimensionKind.TimeDay => "day",
            DimensionKind.TimeWeek => "week",
            _ => "month",
        });
        if (query.Periods is { } periods) json.WriteNumber("periods", periods);
        json.WriteNumber("lookback_days", query.LookbackDays);
        if (query.First is { } first) WriteCondition(json, "first", first);
        if (query.Return is { } back) WriteCondition(json, "return", back);
    }

    /// <inheritdoc/>
    protected override void AppendCsv(StringBuilder text)
    {
        int cells = table.Returned.Length == 0 ? 0 : table.Returned[0].Length;
        text.Append("cohort,visitors");
        for (int k = 0; k < cells; k++) text.Append(",period_").Append(k);
        text.Append(CsvText.NewLine);
        for (int cohort = 0; cohort < table.Visitors.Length; cohort++)
        {
            text.Append(LabelOf(cohort)).Append(',').Append(table.Visitors[cohort]);
            for (int k = 0; k < cells; k++)
            {
                text.Append(',');
                if (k < table.Returned[cohort].Length) text.Append(table.Returned[cohort][k]);
            }

            text.Append(CsvText.NewLine);
        }
    }

    private static void WriteCounts(Utf8JsonWriter json, long[] returned, Func<int, long> of)
    {
        json.WriteStartArray("returned");
        foreach (long count in returned) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteStartArray("percent");
        for (int k = 0; k < returned.Length; k++) json.WriteNumberValue((double)Percent(returned[k], of(k)));
        json.WriteEndArray();
    }

    private void WriteTotal(Utf8JsonWriter json)
    {
        int cells = table.Returned.Length == 0 ? 0 : table.Returned[0].Length;
        long[] of = new long[cells], returned = new long[cells];
        for (int cohort = 0; cohort < table.Visitors.Length; cohort++)
        {
            for (int k = 0; k < table.Returned[cohort].Length; k++)
            {
                of[k] += table.Visitors[cohort];
                returned[k] += table.Returned[cohort][k];
            }
        }

        json.WriteStartObject("total");
        json.WriteNumber("visitors", table.Visitors.Sum());
        json.WriteStartArray("of");
        foreach (long visitors in of) json.WriteNumberValue(visitors);
        json.WriteEndArray();
        WriteCounts(json, returned, k => of[k]);
        json.WriteEndObject();
    }

    private string LabelOf(int cohort) => _periods.Labels[_periods.LabelOf[cohort]];

    private int CompleteCells(int cohort)
    {
        int cells = table.Returned[cohort].Length, complete = 0;
        while (complete < cells && EndOf(cohort + complete) <= retention.NowMs) complete++;
        return complete;
    }

    private long EndOf(int period) => period + 1 < _periods.StartsMs.Length ? _periods.StartsMs[period + 1] : _periods.EndMs;
}
