using System.Collections;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Portal.Dashboard.Filters;

/// <summary>The conditions of a view, all of which hold. Immutable; compares by content in order.</summary>
public sealed class FilterList : IReadOnlyList<ViewFilter>, IEquatable<FilterList>
{
    /// <summary>Most conditions; an address holds no more.</summary>
    public const int Most = 20;

    private readonly IReadOnlyList<ViewFilter> _filters;

    private FilterList(IReadOnlyList<ViewFilter> filters) => _filters = filters;

    /// <summary>No conditions.</summary>
    public static FilterList Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _filters.Count;

    /// <inheritdoc/>
    public ViewFilter this[int index] => _filters[index];

    /// <summary>Whether goals decide who is counted, so that rates of conversion make sense.</summary>
    public bool HasGoal => _filters.Any(filter => filter.Dimension == ViewFilter.Goal);

    /// <summary>Makes a list of the first conditions, each once.</summary>
    public static FilterList Of(IEnumerable<ViewFilter> filters)
    {
        ViewFilter[] kept = [.. filters.Distinct().Take(Most)];
        return kept.Length == 0 ? Empty : new FilterList(kept);
    }

    /// <summary>Whether there is a condition on a dimension.</summary>
    public bool Has(string dimension) => _filters.Any(filter => filter.Dimension == dimension);

    /// <summary>The one value that a dimension is filtered to; null where there is none or several.</summary>
    public string? Only(string dimension) =>
        _filters.FirstOrDefault(filter => filter.Operator == MatchOperator.Is && filter.Dimension == dimension) is { Values: [var value] } ? value : null;

    /// <summary>Whether a value is among those that its dimension is filtered to.</summary>
    public bool Includes(string dimension, string value) =>
        _filters.Any(filter => filter.Operator == MatchOperator.Is && filter.Dimension == dimension && filter.Values.Contains(value, StringComparer.Ordinal));

    /// <summary>Adds a condition at the end; one that is there stays where it is.</summary>
    public FilterList Add(ViewFilter filter) => _filters.Contains(filter) ? this : Of(_filters.Append(filter));

    /// <summary>Leaves out a condition.</summary>
    public FilterList Remove(ViewFilter filter) => Of(_filters.Where(other => !other.Equals(filter)));

    /// <summary>Puts a condition in the place of another; null leaves it out.</summary>
    public FilterList Replace(ViewFilter old, ViewFilter? filter) =>
        filter is null ? Remove(old) : Of(_filters.Select(other => other.Equals(old) ? filter : other));

    /// <summary>
    /// What a click on a value does: the value joins those that its dimension is filtered to; clicked again, it leaves them. What was excluded by such a click
    /// is no longer.
    /// </summary>
    public FilterList Toggle(string dimension, string value) => Toggle(MatchOperator.Is, MatchOperator.IsNot, dimension, value);

    /// <summary>As <see cref="Toggle(string, string)"/>, for values that are left out.</summary>
    public FilterList ToggleExcluded(string dimension, string value) => Toggle(MatchOperator.IsNot, MatchOperator.Is, dimension, value);

    /// <inheritdoc/>
    public IEnumerator<ViewFilter> GetEnumerator() => _filters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(FilterList? other) => other is not null && _filters.SequenceEqual(other._filters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FilterList);

    /// <inheritdoc/>
    public override int GetHashCode() => _filters.Count == 0 ? 0 : HashCode.Combine(_filters.Count, _filters[0]);

    private FilterList Toggle(MatchOperator match, MatchOperator opposite, string dimension, string value)
    {
        if (ViewFilter.Make(match, dimension, [value]) is not { } added) return this;
        FilterList list = Without(opposite, dimension, added.Values[0]);
        if (list._filters.FirstOrDefault(filter => filter.Operator == match && filter.Dimension == added.Dimension) is not { } there) return list.Add(added);
        bool isThere = there.Values.Contains(added.Values[0], StringComparer.Ordinal);
        return list.Replace(there, isThere ? there.With(there.Values.Where(other => other != added.Values[0])) : there.With(there.Values.Append(added.Values[0])));
    }

    private FilterList Without(MatchOperator match, string dimension, string value)
    {
        ViewFilter? there = _filters.FirstOrDefault(filter => filter.Operator == match && filter.Dimension == dimension && filter.Values.Contains(value, StringComparer.Ordinal));
        return there is null ? this : Replace(there, there.With(there.Values.Where(other => other != value)));
    }
}
