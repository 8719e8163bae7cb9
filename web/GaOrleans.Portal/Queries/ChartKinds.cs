using GaOrleans.Portal.Queries.Catalog;

namespace GaOrleans.Portal.Queries;

/// <summary>Which kinds of chart go with a query.</summary>
public static class ChartKinds
{
    private const int MostDimensions = 3;

    /// <summary>All of them with their labels, in the order in which they are offered.</summary>
    public static IReadOnlyList<(ChartKind Kind, string Label)> All { get; } =
    [
        (ChartKind.Line, "Line"), (ChartKind.Area, "Area"), (ChartKind.Bars, "Columns"), (ChartKind.BarList, "Bar list"),
        (ChartKind.Donut, "Donut"), (ChartKind.Map, "Map"), (ChartKind.Number, "Number"), (ChartKind.Table, "Table"),
    ];

    /// <summary>Name as it is stored and stands in addresses.</summary>
    public static string NameOf(ChartKind kind) => kind switch
    {
        ChartKind.BarList => "bar_list",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The kind of a name, or null.</summary>
    public static ChartKind? Find(string? name)
    {
        foreach ((ChartKind kind, string _) in All)
        {
            if (NameOf(kind) == name) return kind;
        }

        return null;
    }

    /// <summary>Why a kind does not suit; null when it does.</summary>
    public static string? WhyNot(ChartKind kind, IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions)
    {
        bool time = dimensions.Any(Drafts.QueryDraft.IsTime);
        return kind switch
        {
            ChartKind.Line or ChartKind.Area or ChartKind.Bars => !time ? "Group by time for this" : dimensions.Count > 2 ? "At most one grouping beside time" : null,
            ChartKind.BarList => dimensions.Count == 0 ? "Group by something for this" : dimensions.Count > MostDimensions ? "Too many groupings for this" : null,
            ChartKind.Donut => dimensions.Count != 1 || time ? "Group by one thing, not time, for this"
                : metrics.Count > 0 && !MetricCatalog.Of(metrics[0]).AddsUp ? "Shares of this metric make no whole" : null,
            ChartKind.Map => dimensions is not ["visit:country"] ? "Group by Country for this" : null,
            ChartKind.Number => dimensions.Count > 0 ? "Only without grouping" : null,
            _ => null,
        };
    }

    /// <summary>The kind that suits best.</summary>
    public static ChartKind Best(IReadOnlyList<string> dimensions) => dimensions switch
    {
        [] => ChartKind.Number,
        ["visit:country"] => ChartKind.Map,
        _ when dimensions.Any(Drafts.QueryDraft.IsTime) => dimensions.Count <= 2 ? ChartKind.Area : ChartKind.Table,
        [_] => ChartKind.BarList,
        _ => ChartKind.Table,
    };

    /// <summary>The kind asked for where it suits, else the best.</summary>
    public static ChartKind Fitting(ChartKind? wanted, IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions) =>
        wanted is { } kind && WhyNot(kind, metrics, dimensions) is null ? kind : Best(dimensions);
}
