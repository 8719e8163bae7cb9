using GaOrleans.Engine.Configuration;

namespace GaOrleans.Portal.Journeys;

/// <summary>A saved funnel, retention or path report with its name.</summary>
/// <param name="Name">Unique within site and kind.</param>
/// <param name="Card">The report.</param>
/// <param name="Version">Which state of it this is; the default for one that is not saved yet.</param>
public sealed record SavedJourney(string Name, JourneyCard Card, DocumentVersion Version = default);
