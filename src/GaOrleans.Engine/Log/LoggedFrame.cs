using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Log;

/// <summary>
/// A frame as read from the log, or, when <paramref name="Frame"/> is empty, a gap: hits at these offsets were stored once and the log has lost them
/// through damage. No stored frame is empty. Gaps keep offsets whole; who counts on every hit has to note them (<see cref="Archive.IArchive.RecordLossAsync"/>).
/// </summary>
/// <param name="First">Position of its first hit.</param>
/// <param name="Hits">Number of hits; those of a gap may come in several.</param>
/// <param name="Frame">The frame, valid until the next one is read; empty for lost hits.</param>
public readonly record struct LoggedFrame(LogPosition First, int Hits, ReadOnlyMemory<byte> Frame);
