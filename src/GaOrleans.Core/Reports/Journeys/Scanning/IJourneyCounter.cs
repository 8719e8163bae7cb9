namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>Counts visitors, one after another. Belongs to one thread.</summary>
internal interface IJourneyCounter
{
    /// <summary>Counts a visitor.</summary>
    /// <param name="events">Its events with marks; at least one.</param>
    void Count(VisitorEvents events);
}
