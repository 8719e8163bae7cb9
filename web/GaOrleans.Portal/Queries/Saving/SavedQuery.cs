using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Queries.Saving;

/// <summary>A saved query with its card.</summary>
/// <param name="Name">Its name, unique within the site.</param>
/// <param name="Json">The query, exactly as it was saved.</param>
/// <param name="Card">Its card; an empty one where there is none.</param>
/// <param name="Version">Which state of the two this is; the default for one that is not saved yet.</param>
public sealed record SavedQuery(string Name, string Json, QueryCard Card, DocumentVersion Version = default);
