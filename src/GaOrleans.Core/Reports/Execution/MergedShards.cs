using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>What became of the shards of an hour. Kept with the view of the first, as long as the others stay the same.</summary>
/// <param name="Shards">The views.</param>
/// <param name="Scan">The views merged; null when no visitor is in two of them, so that each can be read on its own.</param>
internal sealed record MergedShards(BucketView[] Shards, ViewScan? Scan);
