using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;

namespace GaOrleans.Engine.Storage;

/// <summary>A bucket as stored.</summary>
/// <param name="Key">Which.</param>
/// <param name="Bytes">Its encoded rows, with their own checksum inside.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Sealed">Whether the bytes are the sealed form: sorted and compressed.</param>
/// <param name="Watermarks">For each partition the offset of the last hit applied.</param>
public sealed record StoredBucket(BucketKey Key, ReadOnlyMemory<byte> Bytes, int Rows, bool Sealed, IReadOnlyList<LogPosition> Watermarks);
