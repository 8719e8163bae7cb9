namespace GaOrleans.Portal.Journeys;

/// <summary>A saved funnel, retention or path report with its name.</summary>
/// <param name="Name">Unique within site and kind.</param>
/// <param name="Card">The report.</param>
public sealed record SavedJourney(string Name, JourneyCard Card);
