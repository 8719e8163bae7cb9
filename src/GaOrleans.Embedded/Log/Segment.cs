namespace GaOrleans.Embedded.Log;

/// <summary>What is known of a segment. Ends are those of what is safely stored.</summary>
/// <param name="Sequence">Which.</param>
/// <param name="Id">Its random number.</param>
/// <param name="Path">The file.</param>
/// <param name="FirstOffset">Offset of its first hit.</param>
/// <param name="EndOffset">Offset after its last hit.</param>
/// <param name="EndBytes">Byte after its last record.</param>
internal sealed record Segment(long Sequence, ulong Id, string Path, long FirstOffset, long EndOffset, long EndBytes);
