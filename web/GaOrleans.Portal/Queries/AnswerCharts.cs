using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Queries;

/// <summary>Which kinds of chart go with a query.</summary>
public static class AnswerCharts
{
    private const int MostDimensions = 3;

    /// <summary>All of them with their labels, in the order in which they are offered.</summary>
    public static IReadOnlyList<(AnswerChart Kind, string Label)> All { get; } =
    [
        (AnswerChart.Line, "Line"), (AnswerChart.Area, "Area"), (AnswerChart.Bars, "Columns"), (AnswerChart.BarList, "Bar list"),
        (AnswerChart.Donut, "Donut"), (AnswerChart.Map, "Map"), (AnswerChart.Number, "Number"), (AnswerChart.Table, "Table"),
    ];

    /// <summary>Name as it is stored and stands in addresses.</summary>
    public static string NameOf(AnswerChart kind) => kind switch
    {
        AnswerChart.BarList => "bar_list",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The kind of a name, or null.</summary>
    public static AnswerChart? Find(string? name)
    {
        foreach ((AnswerChart kind, string _) in All)
        {
            if (NameOf(kind) == name) return kind;
        }

        return null;
    }

    /// <summary>Why a kind does not suit; null when it does.</summary>
    public static string? WhyNot(AnswerChart kind, IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions)
    {
        bool time = dimensions.Any(Drafts.QueryDraft.IsTime);
        return kind switch
        {
            AnswerChart.Line or AnswerChart.Area or AnswerChart.Bars => !time ? "Group by time for this" : dimensions.Count > 2 ? "At most one grouping beside time" : null,
            AnswerChart.BarList => dimensions.Count == 0 ? "Group by something for this" : dimensions.Count > MostDimensions ? "Too many groupings for this" : null,
            AnswerChart.Donut => dimensions.Count != 1 || time ? "Group by one thing, not time, for this"
                : metrics.Count > 0 && !MetricCatalog.Of(metrics[0]).AddsUp ? "Shares of this metric make no whole" : null,
            AnswerChart.Map => dimensions is not ["visit:country"] ? "Group by Country for this" : null,
            AnswerChart.Number => dimensions.Count > 0 ? "Only without grouping" : null,
            _ => null,
        };
    }

    /// <summary>The kind that suits best.</summary>
    public static AnswerChart Best(IReadOnlyList<string> dimensions) => dimensions switch
    {
        [] => AnswerChart.Number,
        ["visit:country"] => AnswerChart.Map,
        _ when dimensions.Any(Drafts.QueryDraft.IsTime) => dimensions.Count <= 2 ? AnswerChart.Area : AnswerChart.Table,
        [_] => AnswerChart.BarList,
        _ => AnswerChart.Table,
    };

    /// <summary>The kind asked for where it suits, else the best.</summary>
    public static AnswerChart Fitting(AnswerChart? wanted, IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions) =>
        wanted is { } kind && WhyNot(kind, metrics, dimensions) is null ? kind : Best(dimensions);
}
