namespace GaOrleans.Engine.Reports.Answered;

/// <summary>Visits that go from one node to the next.</summary>
/// <param name="Source">Number of the earlier node.</param>
/// <param name="Target">Number of the later node.</param>
/// <param name="Visits">How many.</param>
public sealed record AnsweredPathLink(int Source, int Target, long Visits);
