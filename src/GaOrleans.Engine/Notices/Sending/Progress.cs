namespace GaOrleans.Engine.Notices.Sending;

/// <summary>How far the notice of a document is, as kept in a record.</summary>
/// <param name="DueMs">The time that is or was worked on last.</param>
/// <param name="State">How far it is.</param>
/// <param name="BeatMs">When whoever works on it last said so.</param>
/// <param name="NotBeforeMs">When waiting: until when.</param>
/// <param name="Attempts">How often work on it was begun.</param>
/// <param name="Reached">Recipients that were sent it.</param>
/// <param name="QuietUntilMs">For alerts: no period that ends before it is looked at.</param>
internal sealed record Progress(long DueMs, ClaimState State, long BeatMs, long NotBeforeMs, int Attempts, IReadOnlyList<string> Reached, long QuietUntilMs);
