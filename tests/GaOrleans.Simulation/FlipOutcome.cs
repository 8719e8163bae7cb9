namespace GaOrleans.Simulation;

/// <summary>What became of a run in which stored bits flipped.</summary>
/// <param name="Reported">Whether the service found something wrong.</param>
/// <param name="Lost">Acknowledged hits that were lost.</param>
/// <param name="Silently">Those of them in the last batch of the log, where damage may look like a torn write.</param>
internal readonly record struct FlipOutcome(bool Reported, int Lost, int Silently);
