using GaOrleans.Core.Hits;

namespace GaOrleans.Engine.Storage;

/// <summary>What is saved together.</summary>
/// <param name="Buckets">Changed buckets.</param>
/// <param name="Positions">For each partition, the offset before which every hit is in a stored bucket; recovery starts there.</param>
public sealed record Checkpoint(IReadOnlyList<StoredBucket> Buckets, IReadOnlyList<LogPosition> Positions);
