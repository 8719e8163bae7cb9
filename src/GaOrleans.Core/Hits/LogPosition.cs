namespace GaOrleans.Core.Hits;

/// <summary>
/// Where a hit stands in the durable log. Within a partition every hit has its own offset and offsets only grow;
/// a bucket's watermark in a partition is the offset of the last hit it has applied from there.
/// </summary>
/// <param name="Partition">The log partition; the single-node edition has one, 0.</param>
/// <param name="Offset">In the single-node log, the sequence number of the hit, counted from 0 without gaps.</param>
public readonly record struct LogPosition(int Partition, long Offset);
