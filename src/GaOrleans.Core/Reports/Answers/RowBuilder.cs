using GaOrleans.Core.Reports.Planning;

namespace GaOrleans.Core.Reports.Answers;

/// <summary>Makes the rows of one range from what was counted.</summary>
internal sealed class RowBuilder
{
    private readonly PlannedReport _report;
    private readonly IReadOnlyList<Metric> _metrics;
    private readonly int _goal;
    private readonly long _shareBase;
    private readonly long _conversionBase;
    private readonly Dictionary<string[], long> _groupBase = new(GroupKeyComparer.Instance);
    private readonly Dictionary<string, Dictionary<string[], GroupTotals>> _revenue = new(StringComparer.Ordinal);
    private readonly ReportTable _main;

    /// <summary>Prepares the bases of rates.</summary>
    public RowBuilder(PlannedReport report, CountedTables tables)
    {
        _report = report;
        _metrics = report.Query.Metrics;
        _main = tables.Main;
        _goal = IndexOfGoal(report.Query.Dimensions);
        _shareBase = Visitors(tables.ShareBase);
        _conversionBase = Visitors(tables.ConversionBase);
        foreach (ReportGroup group in tables.GroupBase?.Groups ?? []) _groupBase[[.. group.Values]] = group.Totals.Visitors;
        foreach ((string currency, ReportTable table) in tables.Revenue)
        {
            var byGroup = new Dictionary<string[], GroupTotals>(GroupKeyComparer.Instance);
            foreach (ReportGroup group in table.Groups) byGroup[[.. group.Values]] = group.Totals;
            _revenue.Add(currency, byGroup);
        }
    }

    /// <summary>The rows, in no order.</summary>
    public List<AnswerRow> Rows()
    {
        var rows = new List<AnswerRow>(_main.Groups.Count);
        foreach (ReportGroup group in _main.Groups)
        {
            if (_goal >= 0 && _report.GoalNames is { } names && !names.Contains(group.Values[_goal])) continue;
            rows.Add(Row(group.Values, group.TimeLabel, group.Totals));
        }

        return rows;
    }

    /// <summary>The row of a group; with no counters, that of a group in which nothing happened.</summary>
    public AnswerRow Row(IReadOnlyList<string> values, int timeLabel, in GroupTotals totals)
    {
        var metrics = new MetricValue[_metrics.Count];
        for (int i = 0; i < metrics.Length; i++)
        {
            metrics[i] = _metrics[i] switch
            {
                Metric.Percentage => MetricCalculator.Share(totals.Visitors, _shareBase),
                Metric.ConversionRate => MetricCalculator.Share(totals.Visitors, _conversionBase),
                Metric.GroupConversionRate => MetricCalculator.Share(totals.Visitors, GroupBase(values)),
                Metric.TotalRevenue or Metric.AverageRevenue => Revenue(_metrics[i], values, totals),
                _ => MetricCalculator.Of(_metrics[i], totals),
            };
        }

        return new AnswerRow(values, timeLabel, metrics);
    }

    private MetricValue Revenue(Metric metric, IReadOnlyList<string> values, in GroupTotals totals)
    {
        CurrencyChoice choice = _report.Currency;
        if (_goal < 0) return MetricCalculator.Revenue(metric, totals, choice.Single);
        if (!choice.ByGoal.TryGetValue(values[_goal], out string? currency)) return default;
        _revenue[currency].TryGetValue([.. values], out GroupTotals ofCurrency);
        return MetricCalculator.Revenue(metric, ofCurrency, currency);
    }

    private long GroupBase(IReadOnlyList<string> values)
    {
        var key = new List<string>(values.Count);
        for (int i = 0; i < values.Count; i++)
        {
            if (i != _goal) key.Add(values[i]);
        }

        return _groupBase.GetValueOrDefault([.. key]);
    }

    private static long Visitors(ReportTable? table) => table is { Groups: [{ } group, ..] } ? group.Totals.Visitors : 0;

    private static int IndexOfGoal(IReadOnlyList<Dimension> dimensions)
    {
        for (int i = 0; i < dimensions.Count; i++)
        {
            if (dimensions[i].Kind == DimensionKind.Goal) return i;
        }

        return -1;
    }
}
