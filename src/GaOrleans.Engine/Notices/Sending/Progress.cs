namespace GaOrleans.Engine.Notices.Sending;

/// <summary>How far the notice of a document is, as kept in a record.</summary>
/// <param name="DueMs">The time that is or was worked on last.</param>
/// <param name="State">How far it is.</param>
/// <param name="BeatMs">When whoever works on it last said so.</param>
/// <param name="NotBeforeMs">When waiting: until when.</param>
/// <param name="Attempts">How often work on it was begun.</param>
/// <param name="Tries">How often it was ready and delivering it was begun.</param>
/// <param name="Reached">Recipients that were sent it.</param>
/// <param name="FiredMs">For alerts: the end of the last period about which somebody was sent something; 0 for none.</param>
internal sealed record Progress(long DueMs, ClaimState State, long BeatMs, long NotBeforeMs, int Attempts, int Tries, IReadOnlyList<string> Reached, long FiredMs);
