using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Log;

/// <summary>A frame as read from the log.</summary>
/// <param name="First">Position of its first hit.</param>
/// <param name="Hits">Number of hits.</param>
/// <param name="Frame">The frame; valid until the next one is read.</param>
public readonly record struct LoggedFrame(LogPosition First, int Hits, ReadOnlyMemory<byte> Frame);
