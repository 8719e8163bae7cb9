namespace GaOrleans.Embedded.Log;

/// <summary>What was found in the log's folder.</summary>
/// <param name="Segments">The segments that follow each other without gap, ascending.</param>
/// <param name="Leftovers">Files of older segments that no other leads to: trimmed before, but for their names on the disk.</param>
/// <param name="NextSequence">A sequence that no file has had.</param>
/// <param name="NextOffset">Offset of the next hit.</param>
/// <param name="Damage">What can no longer be read at the end of the log.</param>
internal sealed record RecoveredLog(IReadOnlyList<Segment> Segments, IReadOnlyList<string> Leftovers, long NextSequence, long NextOffset, IReadOnlyList<LogDamage> Damage);
