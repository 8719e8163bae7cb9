using GaOrleans.Core.Reports.Filters;
using GaOrleans.Portal.Queries.Catalog;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>Says what a condition still lacks, at the condition itself; the rest of the rules is <see cref="QueryCheck"/>'s.</summary>
public static class FilterCheck
{
    /// <summary>What is wrong with one comparison; null when nothing is.</summary>
    public static string? Problem(DraftFilter.Match match)
    {
        if (DimensionCatalog.KeyOf(match.Dimension) is "") return "Name the property.";
        if (match.Dimension.Length == 0) return "Choose what to compare.";
        if (match.Values.Count == 0) return match.Dimension == "segment" ? "Choose a segment." : "Choose at least one value.";
        if (match is { Dimension: "visit:country", Operator: "is" or "is_not" } && match.Values.Any(value => value.Text.Length != 2)) return "Countries are two letters, such as DE.";
        if (!OperatorCatalog.IsExpression(match.Operator)) return null;
        return match.Values.Select(value => FilterPattern.Problem(value.Text)).FirstOrDefault(problem => problem is not null) is { } pattern ? $"Not a regular expression that can be used: {pattern}" : null;
    }

    /// <summary>Whether every comparison is finished.</summary>
    public static bool AllFinished(IReadOnlyList<DraftFilter> filters) => DraftFilter.Matches(filters).All(match => Problem(match) is null) && !HasEmptyGroup(filters);

    private static bool HasEmptyGroup(IEnumerable<DraftFilter> filters) => filters.Any(filter => filter switch
    {
        DraftFilter.Group group => group.Children.Count == 0 || HasEmptyGroup(group.Children),
        DraftFilter.Not not => HasEmptyGroup([not.Child]),
        DraftFilter.Done done => HasEmptyGroup([done.Child]),
        _ => false,
    });
}
