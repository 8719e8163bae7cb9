namespace GaOrleans.Portal.Queries.Drafts;

/// <summary>What reading the JSON of a query gave.</summary>
/// <param name="Draft">The draft; null when the builder cannot show all that the JSON says, or when it is no JSON.</param>
/// <param name="NotShown">Why there is no draft, in words; null when there is one.</param>
public sealed record DraftReading(QueryDraft? Draft, string? NotShown);
