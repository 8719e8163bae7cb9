using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Archive;

/// <summary>A hit as archived.</summary>
/// <param name="Position">Where it stood in the log.</param>
/// <param name="Line">The line of the archive: a JSON object (see docs/formats.md) without line end.</param>
public readonly record struct ArchivedHit(LogPosition Position, ReadOnlyMemory<byte> Line);
