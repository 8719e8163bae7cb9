namespace GaOrleans.Embedded.Log;

/// <summary>A part of the log that was stored and can no longer be read. A copy of the bytes is kept in the folder <c>quarantine</c>.</summary>
/// <param name="Segment">Name of the file.</param>
/// <param name="FromBytes">First damaged byte.</param>
/// <param name="ToBytes">First sound byte after it.</param>
/// <param name="FirstOffset">Offset of the first hit that is lost.</param>
/// <param name="LostHits">Number of hits lost.</param>
public sealed record LogDamage(string Segment, long FromBytes, long ToBytes, long FirstOffset, long LostHits);
