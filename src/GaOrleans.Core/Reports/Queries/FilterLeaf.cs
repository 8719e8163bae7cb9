using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>One condition of a query with where it stands.</summary>
/// <param name="Match">The condition.</param>
/// <param name="Depth">0 at the top level; each and, or, not, has_done and has_not_done around it adds one.</param>
/// <param name="Behavioral">How many has_done and has_not_done are around it.</param>
internal readonly record struct FilterLeaf(Filter.Match Match, int Depth, int Behavioral)
{
    /// <summary>All conditions of a query, in order.</summary>
    public static List<FilterLeaf> AllOf(IReadOnlyList<Filter> filters)
    {
        var leaves = new List<FilterLeaf>();
        foreach (Filter filter in filters) Add(filter, 0, 0, leaves);
        return leaves;
    }

    private static void Add(Filter filter, int depth, int behavioral, List<FilterLeaf> leaves)
    {
        switch (filter)
        {
            case Filter.Match match:
                leaves.Add(new FilterLeaf(match, depth, behavioral));
                break;
            case Filter.Not not:
                Add(not.Child, depth + 1, behavioral, leaves);
                break;
            case Filter.HasDone done:
                Add(done.Child, depth + 1, behavioral + 1, leaves);
                break;
            case Filter.And and:
                foreach (Filter child in and.Children) Add(child, depth + 1, behavioral, leaves);
                break;
            case Filter.Or or:
                foreach (Filter child in or.Children) Add(child, depth + 1, behavioral, leaves);
                break;
        }
    }
}
