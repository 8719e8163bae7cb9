namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>A condition as the builder shows it: what the query language has, incomplete ones included. Immutable; one of the nested records.</summary>
public abstract record DraftFilter
{
    private DraftFilter()
    {
    }

    /// <summary>A dimension is compared with values.</summary>
    /// <param name="Operator">Name of the operator, such as <c>is_not</c>.</param>
    /// <param name="Dimension">Name of the dimension; <c>segment</c> too.</param>
    /// <param name="Values">The values; empty while the merchant has not chosen any.</param>
    /// <param name="CaseSensitive">What the query says about case; null when it says nothing.</param>
    public sealed record Match(string Operator, string Dimension, IReadOnlyList<DraftValue> Values, bool? CaseSensitive = null) : DraftFilter;

    /// <summary>Several conditions of which all or any must hold.</summary>
    public sealed record Group(bool IsAny, IReadOnlyList<DraftFilter> Children) : DraftFilter;

    /// <summary>The condition must not hold.</summary>
    public sealed record Not(DraftFilter Child) : DraftFilter;

    /// <summary>The visitor has, or has not, done something in the range.</summary>
    public sealed record Done(bool IsNegated, DraftFilter Child) : DraftFilter;

    /// <summary>All comparisons in a list of conditions, in order.</summary>
    public static IEnumerable<Match> Matches(IEnumerable<DraftFilter> filters) => filters.SelectMany(filter => filter switch
    {
        Match match => [match],
        Group group => Matches(group.Children),
        Not not => Matches([not.Child]),
        Done done => Matches([done.Child]),
        _ => [],
    });
}
