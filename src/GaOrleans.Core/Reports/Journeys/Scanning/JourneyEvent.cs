namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>An event that bears marks.</summary>
/// <param name="TimeMs">When, milliseconds since 1970 UTC.</param>
/// <param name="Visit">Number of its visit among the visitor's.</param>
/// <param name="View">Number of its view.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Marks">A bit each.</param>
internal readonly record struct JourneyEvent(long TimeMs, int Visit, int View, int Row, int Marks);
