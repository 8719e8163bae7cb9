namespace GaOrleans.Cluster.Reports;

/// <summary>What a <see cref="Engine.Storage.DamagedBucketException"/> says.</summary>
[GenerateSerializer, Immutable, Alias("GaOrleans.DamagedBucket")]
public struct DamagedBucketSurrogate
{
    /// <summary>The site.</summary>
    [Id(0)]
    public int Site;

    /// <summary>The hour.</summary>
    [Id(1)]
    public long Hour;

    /// <summary>The shard.</summary>
    [Id(2)]
    public int Shard;

    /// <summary>What is wrong.</summary>
    [Id(3)]
    public string What;
}
