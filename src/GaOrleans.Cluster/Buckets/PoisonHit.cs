namespace GaOrleans.Cluster.Buckets;

/// <summary>A hit that cannot be applied.</summary>
/// <param name="Offset">Its offset; of a malformed bundle, that of the last hit that could be read, or -1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Bytes">Its bytes.</param>
internal readonly record struct PoisonHit(long Offset, string Reason, byte[] Bytes);
