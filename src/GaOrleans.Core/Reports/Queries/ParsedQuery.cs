using System.Diagnostics.CodeAnalysis;

namespace GaOrleans.Core.Reports.Queries;

/// <summary>What reading a query gave: the query, or the error to answer with.</summary>
/// <param name="Query">The query, or null.</param>
/// <param name="Error">Why there is none, in the words of API.md; null when there is one.</param>
public readonly record struct ParsedQuery(ReportQuery? Query, string? Error)
{
    /// <summary>Whether there is a query.</summary>
    [MemberNotNullWhen(true, nameof(Query))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Query is not null;
}
