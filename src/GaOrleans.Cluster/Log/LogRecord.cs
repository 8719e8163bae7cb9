namespace GaOrleans.Cluster.Log;

/// <summary>What is appended to a partition at once.</summary>
/// <param name="Namespace">The stream's namespace.</param>
/// <param name="Key">The stream's key.</param>
/// <param name="Payload">Its bytes.</param>
public readonly record struct LogRecord(string Namespace, string Key, ReadOnlyMemory<byte> Payload);
