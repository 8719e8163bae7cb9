using System.Text.Json;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>Puts the filters of segments in their place. A segment holds no segments.</summary>
public sealed class SegmentExpansion
{
    private const string Missing = "Invalid filters. Some segments don't exist or aren't accessible.";
    private readonly Func<long, string?> _jsonOf;
    private int _segments;
    private string? _error;

    private SegmentExpansion(Func<long, string?> jsonOf) => _jsonOf = jsonOf;

    /// <summary>Replaces the segments of a query's filters.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="jsonOf">The document of a segment of the site by its number (a list of filters, or an object that holds one as <c>filters</c>), or null when there is none.</param>
    /// <param name="error">What is wrong; null when nothing is.</param>
    /// <returns>The filters without segments; a single segment at the top level becomes top-level filters.</returns>
    public static IReadOnlyList<Filter>? Expand(IReadOnlyList<Filter> filters, Func<long, string?> jsonOf, out string? error)
    {
        var expansion = new SegmentExpansion(jsonOf);
        var expanded = new List<Filter>();
        foreach (Filter filter in filters)
        {
            Filter replaced = expansion.Replace(filter);
            if (IsSegment(filter) && replaced is Filter.And and) expanded.AddRange(and.Children);
            else expanded.Add(replaced);
        }

        expansion._error ??= TooMuch(FilterLeaf.AllOf(expanded));
        error = expansion._error;
        return error is null ? expanded : null;
    }

    // Each segment is within the limits by itself; together with others it may not be.
    private static string? TooMuch(List<FilterLeaf> leaves)
    {
        int values = leaves.Sum(leaf => leaf.Match.Values.Count);
        int patterns = leaves.Sum(leaf => leaf.Match.Operator is MatchOperator.Matches or MatchOperator.MatchesNot ? leaf.Match.Values.Count : 0);
        return (leaves.Count, values, patterns) switch
        {
            ( > QueryLimits.Filters, _, _) => $"Invalid filters. A query with its segments can hold at most {QueryLimits.Filters} conditions.",
            (_, > QueryLimits.FilterValues, _) => $"Invalid filters. A query with its segments can hold at most {QueryLimits.FilterValues} values.",
            (_, _, > QueryLimits.Patterns) => $"Invalid filters. A query with its segments can hold at most {QueryLimits.Patterns} regular expressions.",
            _ => null,
        };
    }

    private static bool IsSegment(Filter filter) => filter is Filter.Match { Dimension.Kind: DimensionKind.Segment };

    private Filter Replace(Filter filter) => filter switch
    {
        Filter.Match match when IsSegment(match) => Segments(match.Values),
        Filter.And and => new Filter.And([.. and.Children.Select(Replace)]),
        Filter.Or or => new Filter.Or([.. or.Children.Select(Replace)]),
        Filter.Not not => new Filter.Not(Replace(not.Child)),
        Filter.HasDone done => new Filter.HasDone(Replace(done.Child), done.Negated),
        _ => filter,
    };

    private Filter Segments(IReadOnlyList<string> ids)
    {
        if (++_segments > QueryLimits.Segments || ids.Count > QueryLimits.Segments)
        {
            _error ??= $"Invalid filters. You can only use up to {QueryLimits.Segments} segment filters in a query.";
            return new Filter.Or([]);
        }

        Filter[] segments = [.. ids.Select(Segment)];
        return segments.Length == 1 ? segments[0] : new Filter.Or(segments);
    }

    private Filter.And Segment(string id)
    {
        if (_jsonOf(long.Parse(id)) is not { } json)
        {
            _error ??= Missing;
            return new Filter.And([]);
        }

        IReadOnlyList<Filter>? filters = Filters(json, out string? problem);
        if (filters is not null && filters.Any(ContainsSegment)) problem = "a segment cannot hold segments.";
        if (filters is null || problem is not null) _error ??= $"Invalid filters. The segment {id} cannot be used: {problem}";
        return new Filter.And(filters ?? []);
    }

    /// <summary>Whether a filter names a segment, at any depth.</summary>
    public static bool ContainsSegment(Filter filter) => FilterLeaf.AllOf([filter]).Any(leaf => leaf.Match.Dimension.Kind == DimensionKind.Segment);

    private static IReadOnlyList<Filter>? Filters(string json, out string? problem)
    {
        using JsonDocument? document = QueryJson.Load(System.Text.Encoding.UTF8.GetBytes(json), out problem);
        if (document is null) return null;
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return QueryParser.ParseFilters(root, out problem);
        if (root.TryGetProperty("filters", out JsonElement filters)) return QueryParser.ParseFilters(filters, out problem);
        problem = "it has no filters.";
        return null;
    }
}
