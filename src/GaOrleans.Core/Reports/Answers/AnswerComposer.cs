using GaOrleans.Core.Reports.Planning;
using GaOrleans.Core.Reports.Queries;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Makes the answer of a plan from what was counted: metrics, order, page, comparison.</summary>
public static class AnswerComposer
{
    /// <summary>Composes the answer.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="tables">What was counted for its range.</param>
    /// <param name="comparison">What was counted for the other range; null exactly when the plan has none.</param>
    public static ReportResult Compose(PlannedReport report, CountedTables tables, CountedTables? comparison)
    {
        ReportQuery query = report.Query;
        var builder = new RowBuilder(report, tables);
        List<AnswerRow> rows = builder.Rows();
        if (comparison is not null) AddZeroRows(report, builder, rows);
        rows.Sort(new RowOrder(query));
        int skipped = Math.Min(query.Offset, rows.Count);
        List<AnswerRow> page = rows.GetRange(skipped, Math.Min(query.Limit, rows.Count - skipped));
        return new ReportResult
        {
            Report = report,
            Rows = comparison is null ? [.. page.Select(row => new ComparedRow(row, null, null))] : Compare(report, page, comparison),
            TotalRows = rows.Count,
            VisitorErrorPercent = Both(tables, comparison).Max(table => table.VisitorErrorPercent),
            HasOtherRows = Both(tables, comparison).Any(table => table.HasOtherRows),
        };
    }

    private static IEnumerable<ReportTable> Both(CountedTables tables, CountedTables? comparison) =>
        comparison is null ? tables.All : tables.All.Concat(comparison.All);

    // A day without visitors is compared like any other, or its loss would not show.
    private static void AddZeroRows(PlannedReport report, RowBuilder builder, List<AnswerRow> rows)
    {
        if (report.Query.Dimensions.Count != 1 || report.Tables.Main.Slots is not { } slots) return;
        var seen = new bool[slots.Labels.Length];
        foreach (AnswerRow row in rows) seen[row.TimeLabel] = true;
        for (int i = 0; i < seen.Length; i++)
        {
            if (!seen[i]) rows.Add(builder.Row([slots.Labels[i]], i, default));
        }
    }

    private static List<ComparedRow> Compare(PlannedReport report, List<AnswerRow> page, CountedTables comparison)
    {
        var builder = new RowBuilder(report, comparison);
        TimeSlots? slots = report.Comparison!.Main.Slots;
        int time = TimeIndex(report.Query.Dimensions);
        var others = new Dictionary<string[], AnswerRow>(GroupKeyComparer.Instance);
        foreach (AnswerRow other in builder.Rows()) others[[.. other.Values!]] = other;
        var compared = new List<ComparedRow>(page.Count);
        foreach (AnswerRow row in page)
        {
            AnswerRow other;
            if (time >= 0 && row.TimeLabel >= slots!.Labels.Length)
            {
                other = Missing(row, time);
            }
            else
            {
                string[] key = [.. row.Values!];
                if (time >= 0) key[time] = slots!.Labels[row.TimeLabel];
                other = others.GetValueOrDefault(key) ?? builder.Row(key, time >= 0 ? row.TimeLabel : -1, default);
            }

            compared.Add(new ComparedRow(row, other, Changes(report.Query.Metrics, other, row)));
        }

        return compared;
    }

    private static AnswerRow Missing(AnswerRow row, int time)
    {
        string?[] values = [.. row.Values];
        values[time] = null;
        return new AnswerRow(values, -1, new MetricValue[row.Metrics.Length]);
    }

    private static MetricValue[] Changes(IReadOnlyList<Metric> metrics, AnswerRow before, AnswerRow now)
    {
        var changes = new MetricValue[metrics.Count];
        for (int i = 0; i < changes.Length; i++) changes[i] = MetricCalculator.Change(metrics[i], before.Metrics[i], now.Metrics[i]);
        return changes;
    }

    private static int TimeIndex(IReadOnlyList<Dimension> dimensions)
    {
        for (int i = 0; i < dimensions.Count; i++)
        {
            if (dimensions[i].IsTime) return i;
        }

        return -1;
    }
}
