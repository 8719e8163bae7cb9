namespace GaOrleans.Cluster.Buckets;

/// <summary>Bytes that cannot be counted, kept for repair.</summary>
/// <param name="Stream">Key of the stream that they came by.</param>
/// <param name="Partition">The partition of the log.</param>
/// <param name="Offset">Offset of the hit; of a whole bundle, that of its last hit.</param>
/// <param name="Reason">Why they cannot be counted.</param>
/// <param name="Bytes">The bytes.</param>
public sealed record DeadLetter(string Stream, int Partition, long Offset, string Reason, byte[] Bytes);
