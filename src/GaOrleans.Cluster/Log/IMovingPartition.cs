using Orleans.Concurrency;

namespace GaOrleans.Cluster.Log;

/// <summary>A partition of the local log as something that can be asked to another silo; the key is the partition's number.</summary>
[Alias("GaOrleans.MovingPartition")]
internal interface IMovingPartition : IGrainWithIntegerKey
{
    /// <summary>Moves the partition to the silo of its reader, when it is on another: so partitions spread as the readers do, and hits are delivered without a detour.</summary>
    [Alias("ComeTo"), AlwaysInterleave]
    ValueTask ComeToAsync(SiloAddress silo);
}
