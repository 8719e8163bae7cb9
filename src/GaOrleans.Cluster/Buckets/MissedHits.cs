using GaOrleans.Cluster.Log;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Hits that a bucket has missed.</summary>
/// <param name="Parts">The hits, in log order.</param>
/// <param name="More">Whether there are further ones behind them, which have to be asked for again.</param>
public readonly record struct MissedHits(StreamPart[] Parts, bool More);
