namespace GaOrleans.Cluster.Storage;

/// <summary>A pointer as read.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="ETag">Names this content.</param>
public sealed record BlobPointer(byte[] Bytes, string ETag);
