namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>
/// A query as the builder shows it. It holds everything that a valid query can say, and unfinished ones too: names are texts, and nobody has checked
/// them (<see cref="QueryCheck"/> does). Immutable: each edit makes a new one, and <see cref="DraftWriter"/> writes it as JSON of the query language.
/// </summary>
public sealed record QueryDraft
{
    /// <summary>The site that the query names; null when it names none, as saved queries should.</summary>
    public string? SiteId { get; init; }

    /// <summary>Names of what is counted.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Over which time.</summary>
    public DraftRange Range { get; init; } = DraftRange.Default;

    /// <summary>The day that named ranges refer to instead of today; null for today.</summary>
    public string? Date { get; init; }

    /// <summary>Names of what is grouped by.</summary>
    public IReadOnlyList<string> Dimensions { get; init; } = [];

    /// <summary>Conditions; all of them must hold.</summary>
    public IReadOnlyList<DraftFilter> Filters { get; init; } = [];

    /// <summary>The order; null for the default of the language.</summary>
    public IReadOnlyList<DraftOrder>? Order { get; init; }

    /// <summary>With what the query is compared; null for nothing.</summary>
    public DraftComparison? Comparison { get; init; }

    /// <summary><c>include.time_labels</c>; null when the query says nothing.</summary>
    public bool? TimeLabels { get; init; }

    /// <summary><c>include.total_rows</c>; null when the query says nothing.</summary>
    public bool? TotalRows { get; init; }

    /// <summary><c>include.imports</c>; null when the query says nothing.</summary>
    public bool? Imports { get; init; }

    /// <summary>Most rows; null for the default of the language.</summary>
    public int? Limit { get; init; }

    /// <summary>Rows left out at the beginning; null when the query says nothing.</summary>
    public int? Offset { get; init; }

    /// <summary>What a new query is: visitors by day over the last 30 days.</summary>
    public static QueryDraft New { get; } = new() { Metrics = ["visitors", "pageviews"], Dimensions = ["time:day"] };

    /// <summary>Whether a dimension of time is grouped by.</summary>
    public bool HasTime => Dimensions.Any(IsTime);

    /// <summary>Whether a name is that of a dimension of time.</summary>
    public static bool IsTime(string dimension) => dimension == "time" || dimension.StartsWith("time:", StringComparison.Ordinal);

    /// <summary>The draft without what no longer goes with its metrics and dimensions: entries of the order that name what is gone.</summary>
    public QueryDraft Tidied()
    {
        if (Order is null) return this;
        DraftOrder[] kept = [.. Order.Where(entry => Metrics.Contains(entry.Name) || Dimensions.Contains(entry.Name))];
        if (kept.Length == Order.Count) return this;
        return this with { Order = kept.Length == 0 ? null : kept };
    }
}
