using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries.Catalog;

/// <summary>The named ranges that are offered, and any range in words.</summary>
public static class RangeCatalog
{
    private static readonly (string Name, string Label)[] Named =
    [
        ("day", "Today"), ("24h", "Last 24 hours"), ("7d", "Last 7 days"), ("28d", "Last 28 days"), ("30d", "Last 30 days"), ("91d", "Last 91 days"),
        ("month", "This month"), ("6mo", "Last 6 months"), ("12mo", "Last 12 months"), ("year", "This year"), ("all", "All time"),
    ];

    /// <summary>Those that are offered.</summary>
    public static IReadOnlyList<(string Name, string Label)> Offered => Named;

    /// <summary>A range in words.</summary>
    public static string Label(DraftRange range)
    {
        if (range.Name is not { } name) return range.From == range.To ? $"{range.From}" : $"{range.From} to {range.To}";
        string? label = Array.Find(Named, one => one.Name == name).Label;
        if (label is not null) return label;
        if (name.EndsWith("mo", StringComparison.Ordinal)) return $"Last {name[..^2]} months";
        return name.EndsWith('d') ? $"Last {name[..^1]} days" : name;
    }
}
