namespace GaOrleans.Engine.Operations;

/// <summary>How many hits of a site were dropped in an hour for a reason.</summary>
/// <param name="HourMs">When the hour began, milliseconds since 1970 UTC.</param>
/// <param name="Domain">The site that the hit named, known or not; <see cref="DroppedHits.Others"/> for those beyond the limit.</param>
/// <param name="Reason">Name of the reason.</param>
/// <param name="Hits">How many.</param>
public sealed record DroppedCount(long HourMs, string Domain, string Reason, long Hits);
