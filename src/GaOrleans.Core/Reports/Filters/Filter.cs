namespace GaOrleans.Core.Reports.Filters;

/// <summary>A condition of a query; one of the nested records. Segments are replaced by their conditions before execution.</summary>
public abstract record Filter
{
    private Filter()
    {
    }

    /// <summary>All hold. An empty list holds.</summary>
    public sealed record And(IReadOnlyList<Filter> Children) : Filter;

    /// <summary>At least one holds.</summary>
    public sealed record Or(IReadOnlyList<Filter> Children) : Filter;

    /// <summary>The child does not hold.</summary>
    public sealed record Not(Filter Child) : Filter;

    /// <summary>The visitor has (or, negated, has not) an event in the range for which the child holds; the child is about event dimensions only.</summary>
    public sealed record HasDone(Filter Child, bool Negated) : Filter;

    /// <summary>A dimension is compared with values; it holds when it does for any value (for the negated operators: for none).</summary>
    public sealed record Match(MatchOperator Operator, Dimension Dimension, IReadOnlyList<string> Values, bool CaseSensitive = true) : Filter;
}
