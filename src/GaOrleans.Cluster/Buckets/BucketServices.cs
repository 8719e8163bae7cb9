using System.Security.Cryptography;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Buckets;

/// <summary>What all buckets of a silo share.</summary>
internal sealed record BucketServices(
    GaClusterOptions Options, BucketLimits Limits, IBlobStore Blobs, IStreamCatchUp CatchUp, IPartitionMap Partitions, IBucketIndex Index,
    IDeadLetters DeadLetters, ISavedMarks Marks, IBucketChanges Changes, TimeProvider Time, ILogger<BucketGrain> Logger)
{
    /// <summary>Makes numbers that no two activations share.</summary>
    internal Func<long> NewEpoch { get; init; } = static () => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
}
