using GaOrleans.Portal.Queries.Catalog;
using GaOrleans.Portal.Queries.Drafts;

namespace GaOrleans.Portal.Queries;

/// <summary>Conditions in a sentence.</summary>
public static class FilterText
{
    private const int MostValues = 3;

    /// <summary>Such as <c>Country is DE or AT and not Page contains /blog</c>.</summary>
    /// <param name="json">A list of conditions in the language of queries.</param>
    /// <returns>The sentence, empty where there are no conditions; the JSON itself where it is no such list.</returns>
    public static string Of(string json) => FilterReader.ReadList(json) is { } filters ? All(filters, " and ") : json;

    private static string All(IEnumerable<DraftFilter> filters, string joined) => string.Join(joined, filters.Select(Of));

    private static string Of(DraftFilter filter) => filter switch
    {
        DraftFilter.Match match => $"{DimensionCatalog.Of(match.Dimension).Label} {OperatorCatalog.Label(match.Operator)} {Values(match.Values)}",
        DraftFilter.Group { Children.Count: 1 } group => Of(group.Children[0]),
        DraftFilter.Group group => $"({All(group.Children, group.IsAny ? " or " : " and ")})",
        DraftFilter.Not not => $"not {Of(not.Child)}",
        DraftFilter.Done done => $"visitors who have {(done.IsNegated ? "not " : "")}done {Of(done.Child)}",
        _ => "",
    };

    private static string Values(IReadOnlyList<DraftValue> values)
    {
        string text = string.Join(" or ", values.Take(MostValues).Select(value => value.Text));
        return values.Count > MostValues ? $"{text} or {values.Count - MostValues} others" : text;
    }
}
