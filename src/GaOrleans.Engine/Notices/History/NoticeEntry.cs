using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Notices.History;

/// <summary>A line of the log of what was sent.</summary>
/// <param name="TimeMs">When it was written, milliseconds since 1970 UTC.</param>
/// <param name="Kind">Schedule or alert.</param>
/// <param name="DocumentId">Its number.</param>
/// <param name="Name">Its name at that time.</param>
/// <param name="DueMs">When it was due; for alerts the end of the period.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">Why, or what an alert saw; else null.</param>
/// <param name="Deliveries">What each recipient was sent.</param>
public sealed record NoticeEntry(long TimeMs, DocumentKind Kind, long DocumentId, string Name, long DueMs, NoticeOutcome Outcome, string? Detail, IReadOnlyList<Delivery> Deliveries);
