using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Queries.Catalog;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Showing;

/// <summary>Brings answers into the shapes that charts draw. Pure.</summary>
public static class AnswerShapes
{
    private const int MostSeries = 6;
    private const int MostShares = 7;

    /// <summary>Lines over time of one metric; a line a value where something else is grouped by, most first.</summary>
    public static ShownTimes Times(AnsweredTable table, int metric)
    {
        int time = TimeOf(table), other = table.Dimensions.Count == 2 ? 1 - time : -1;
        List<string> labels = Labels(table, time);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < labels.Count; i++) slots.TryAdd(labels[i], i);
        // Of slots without a row nothing is known when the query wants fewer rows than there are.
        double? nothing = IsCut(table) ? null : MetricCatalog.Of(table.Metrics[metric]).AddsUp || table.Metrics[metric] is "bounce_rate" or "visit_duration" ? 0 : null;
        ShownSeries[] series = [.. table.Rows.GroupBy(row => other < 0 ? "" : row.Values[other] ?? "", StringComparer.Ordinal)
            .Select(rows => Series(rows.Key.Length > 0 || other >= 0 ? rows.Key : MetricCatalog.Of(table.Metrics[metric]).Label, rows, time, metric, slots, labels.Count, nothing))
            .OrderByDescending(one => one.Values.Sum())];
        if (series.Length == 0 && labels.Count > 0 && other < 0) series = [new ShownSeries(MetricCatalog.Of(table.Metrics[metric]).Label, [.. Enumerable.Repeat(nothing, labels.Count)], null)];
        return new ShownTimes(labels, [.. series.Take(MostSeries)], Math.Max(0, series.Length - MostSeries));
    }

    /// <summary>Whether there are more rows than the query wants, so that a missing one says nothing.</summary>
    public static bool IsCut(AnsweredTable table) => table.Meta.TotalRows > table.Rows.Count;

    /// <summary>Rows as bars, in the order of the answer.</summary>
    public static IReadOnlyList<ShownBar> Bars(AnsweredTable table, int metric) =>
        [.. table.Rows.Select(row => new ShownBar(LabelOf(table, row), row.Numbers[metric], table.ChangeOf(row, metric)))];

    /// <summary>Shares of a whole, largest first; what is small is one share.</summary>
    /// <param name="table">The answer.</param>
    /// <param name="metric">Place of the metric.</param>
    /// <param name="otherLabel">What the rest is called.</param>
    public static IReadOnlyList<ShownBar> Shares(AnsweredTable table, int metric, string otherLabel = "Everything else")
    {
        ShownBar[] bars = [.. Bars(table, metric).Where(bar => bar.Number.Value > 0).OrderByDescending(bar => bar.Number.Value)];
        if (bars.Length <= MostShares) return bars;
        double rest = bars.Skip(MostShares - 1).Sum(bar => bar.Number.Value ?? 0);
        return [.. bars.Take(MostShares - 1), new ShownBar(otherLabel, new AnsweredNumber(rest, bars[0].Number.Currency), null)];
    }

    /// <summary>Numbers of countries by their two letters.</summary>
    public static IReadOnlyDictionary<string, double> Countries(AnsweredTable table, int metric)
    {
        var countries = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (AnsweredRow row in table.Rows)
        {
            if (row.Values[0] is { Length: 2 } code && row.Numbers[metric].Value is { } number) countries[code] = number;
        }

        return countries;
    }

    /// <summary>The values of a row in words: nothing for what is not grouped.</summary>
    public static string LabelOf(AnsweredTable table, AnsweredRow row) => string.Join(" · ", row.Values.Select((value, place) => value is null or "" && !QueryDraft.IsTime(table.Dimensions[place]) ? "(empty)" : value));

    private static int TimeOf(AnsweredTable table)
    {
        for (int i = 0; i < table.Dimensions.Count; i++)
        {
            if (QueryDraft.IsTime(table.Dimensions[i])) return i;
        }

        return 0;
    }

    private static List<string> Labels(AnsweredTable table, int time)
    {
        if (table.Meta.TimeLabels.Count > 0) return [.. table.Meta.TimeLabels.Distinct(StringComparer.Ordinal)];
        return [.. table.Rows.Select(row => row.Values[time] ?? "").Distinct(StringComparer.Ordinal)];
    }

    private static ShownSeries Series(string name, IEnumerable<AnsweredRow> rows, int time, int metric, Dictionary<string, int> slots, int count, double? nothing)
    {
        var values = new double?[count];
        double?[]? compared = null;
        Array.Fill(values, nothing);
        foreach (AnsweredRow row in rows)
        {
            if (!slots.TryGetValue(row.Values[time] ?? "", out int slot)) continue;
            values[slot] = row.Numbers[metric].Value;
            if (row.Compared is not { } other) continue;
            compared ??= new double?[count];
            compared[slot] = other[metric].Value;
        }

        return new ShownSeries(name, values, compared);
    }
}
