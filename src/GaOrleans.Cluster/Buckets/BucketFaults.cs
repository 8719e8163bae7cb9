namespace GaOrleans.Cluster.Buckets;

/// <summary>Words the faults of buckets.</summary>
internal static class BucketFaults
{
    /// <summary>Somebody else has written the bucket's state: this activation's memory is worth nothing.</summary>
    internal static IOException Lost(string name) =>
        new($"cannot answer for bucket {name}: another activation of it has written its state, so this one drops its memory; ask again");
}
