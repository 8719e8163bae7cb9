using System.Globalization;
using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports.Answers;
using GaOrleans.Core.Reports.Journeys.Queries;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Journeys.Funnels;

/// <summary>A counted funnel as it is answered (docs/reports.md).</summary>
internal sealed class FunnelAnswer(PlannedFunnel funnel, FunnelTable table) : JourneyAnswer(funnel, table.HasOtherRows)
{
    private const string Columns = "step,name,visitors,conversion_rate,step_conversion_rate,drop_off,drop_off_rate,median_seconds";

    private IEnumerable<FunnelGroup> Groups => table.Groups.Take(funnel.Query.Limit);

    /// <inheritdoc/>
    protected override void WriteResults(Utf8JsonWriter json)
    {
        WriteSteps(json, table.Steps);
        if (funnel.Query.Breakdown is null) return;
        json.WriteStartArray("groups");
        foreach (FunnelGroup group in Groups)
        {
            json.WriteStartObject();
            json.WriteString("value", group.Value);
            WriteSteps(json, group.Steps);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override void WriteMeta(Utf8JsonWriter json)
    {
        if (funnel.Query.Breakdown is not null) json.WriteNumber("total_groups", table.Groups.Count);
    }

    /// <inheritdoc/>
    protected override void WriteOwn(Utf8JsonWriter json)
    {
        json.WriteStartArray("steps");
        foreach (JourneyCondition step in funnel.Query.Steps) WriteCondition(json, null, step);
        json.WriteEndArray();
        if (funnel.Query.WindowSeconds is { } window) json.WriteNumber("window_seconds", window);
        json.WriteString("scope", funnel.Query.IsWithinVisit ? "visit" : "visitor");
        if (funnel.Query.Breakdown is not { } breakdown) return;
        json.WriteString("breakdown", QueryNames.Of(breakdown));
        json.WriteNumber("limit", funnel.Query.Limit);
    }

    /// <inheritdoc/>
    protected override void AppendCsv(StringBuilder text)
    {
        bool grouped = funnel.Query.Breakdown is not null;
        text.Append(grouped ? "group," : "").Append(Columns).Append(CsvText.NewLine);
        AppendSteps(text, grouped, "", table.Steps);
        foreach (FunnelGroup group in Groups) AppendSteps(text, grouped, group.Value, group.Steps);
    }

    private static FunnelRates Rates(IReadOnlyList<FunnelStep> steps, int i)
    {
        long here = steps[i].Visitors, first = steps[0].Visitors;
        if (i == 0) return new FunnelRates(Percent(here, first), null, null, null, null);
        long before = steps[i - 1].Visitors;
        decimal? median = steps[i].MedianSeconds is { } seconds ? Math.Round(seconds, 1, MidpointRounding.AwayFromZero) : null;
        return new FunnelRates(Percent(here, first), Percent(here, before), before - here, Percent(before - here, before), median);
    }

    private void WriteSteps(Utf8JsonWriter json, IReadOnlyList<FunnelStep> steps)
    {
        json.WriteStartArray("results");
        for (int i = 0; i < steps.Count; i++)
        {
            FunnelRates rates = Rates(steps, i);
            json.WriteStartObject();
            json.WriteNumber("step", i + 1);
            json.WriteString("name", funnel.Query.Steps[i].Name);
            json.WriteNumber("visitors", steps[i].Visitors);
            WriteNumber(json, "conversion_rate", rates.Conversion);
            WriteNumber(json, "step_conversion_rate", rates.StepConversion);
            WriteNumber(json, "drop_off", rates.DropOff);
            WriteNumber(json, "drop_off_rate", rates.DropOffRate);
            WriteNumber(json, "median_seconds", rates.MedianSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void AppendSteps(StringBuilder text, bool grouped, string group, IReadOnlyList<FunnelStep> steps)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            if (grouped) CsvText.AppendField(text, group);
            text.Append(grouped ? "," : "").Append(i + 1).Append(',');
            CsvText.AppendField(text, funnel.Query.Steps[i].Name);
            text.Append(',').Append(steps[i].Visitors);
            FunnelRates rates = Rates(steps, i);
            foreach (decimal? number in (ReadOnlySpan<decimal?>)[rates.Conversion, rates.StepConversion, rates.DropOff, rates.DropOffRate, rates.MedianSeconds])
                text.Append(',').Append(number?.ToString("0.##", CultureInfo.InvariantCulture));
            text.Append(CsvText.NewLine);
        }
    }

    private readonly record struct FunnelRates(decimal Conversion, decimal? StepConversion, decimal? DropOff, decimal? DropOffRate, decimal? MedianSeconds);
}
