namespace GaOrleans.Portal.Queries.Saving;

/// <summary>A query that was deleted.</summary>
/// <param name="Query">The query.</param>
/// <param name="Use">What names it.</param>
public sealed record DeletedQuery(SavedQuery Query, QueryUse Use);
