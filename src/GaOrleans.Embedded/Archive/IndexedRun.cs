namespace GaOrleans.Embedded.Archive;

/// <summary>Consecutive lines of one site in a member, in the order of their log offsets.</summary>
/// <param name="Site">The site.</param>
/// <param name="Hits">How many lines.</param>
/// <param name="First">Log offset of the first.</param>
/// <param name="Last">Log offset of the last.</param>
internal readonly record struct IndexedRun(int Site, int Hits, long First, long Last);
