namespace GaOrleans.Portal.Queries.Saving;

/// <summary>A saved query with its card.</summary>
/// <param name="Name">Its name, unique within the site.</param>
/// <param name="Json">The query, exactly as it was saved.</param>
/// <param name="Card">Its card; an empty one where there is none.</param>
/// <param name="ChangedMs">When the query was saved last, in milliseconds since 1970 UTC.</param>
public sealed record SavedQuery(string Name, string Json, QueryCard Card, long ChangedMs);
