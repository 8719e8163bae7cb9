namespace GaOrleans.Cluster;

/// <summary>How the cluster edition works; validated at the start. All silos of a cluster have the same.</summary>
public sealed record GaClusterOptions
{
    /// <summary>Partitions of the log; default 4: on one disk more of them only flush against each other. An installation of many engine silos wants more. Fixed when the first data is written: it decides where a bucket's hits stand.</summary>
    public int Partitions { get; set; } = 4;

    /// <summary>How long hits wait for others of their bucket before they are published together, in milliseconds; default 3. More means fewer, larger writes.</summary>
    public int GatherMs { get; set; } = 3;

    /// <summary>How long an answer waits until buckets have applied its hits, in milliseconds; default 2,000. 0 answers as soon as they are stored; duplicates are then not told.</summary>
    public int AppliedWaitMs { get; set; } = 2_000;

    /// <summary>Time between checkpoints of a bucket that changes, in milliseconds, give or take a fifth; default 60,000.</summary>
    public int CheckpointMs { get; set; } = 60_000;

    /// <summary>Hits not yet saved at which a bucket is checkpointed at once; default 50,000. Bounds what a crash makes it read again.</summary>
    public int DirtyHits { get; set; } = 50_000;

    /// <summary>Stored form up to which rows stand in the checkpoint itself, in bytes; default 24 KiB. Larger ones become a blob.</summary>
    public int InlineBytes { get; set; } = 24 * 1024;

    /// <summary>How long after the end of its hour a bucket is sealed, in seconds; default 600.</summary>
    public int SealGraceSeconds { get; set; } = 600;

    /// <summary>How long a bucket that nobody asks stays in memory, in seconds; default 600.</summary>
    public int IdleSeconds { get; set; } = 600;

    /// <summary>Hits a second of one site, at one collector, from which on it is split into shards; default 1,000. Each shard takes about as many.</summary>
    public int ShardHitsPerSecond { get; set; } = 1_000;

    /// <summary>Most shards of a site; default 16.</summary>
    public int MostShards { get; set; } = 16;

    /// <summary>Memory of views kept for reports in one silo, in bytes; default 512 MiB.</summary>
    public long ViewBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Unsaved hits that a partition keeps in memory, in bytes; default 128 MiB. What goes beyond is read from its files when asked for.</summary>
    public long TailBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>Throws when something cannot work.</summary>
    /// <exception cref="ArgumentException">It names the option and what it may be.</exception>
    public void Validate()
    {
        Check(Partitions is >= 1 and <= 1024, nameof(Partitions), "1 to 1,024");
        Check(GatherMs is >= 0 and <= 1_000, nameof(GatherMs), "0 to 1,000");
        Check(AppliedWaitMs is >= 0 and <= 30_000, nameof(AppliedWaitMs), "0 to 30,000");
        Check(CheckpointMs >= 50, nameof(CheckpointMs), "at least 50");
        Check(DirtyHits >= 1, nameof(DirtyHits), "at least 1");
        Check(InlineBytes is >= 0 and <= 48 * 1024, nameof(InlineBytes), "0 to 48 KiB: a table's property holds 64 KiB");
        Check(SealGraceSeconds >= 0 && IdleSeconds >= 1, nameof(IdleSeconds), "at least 1, and SealGraceSeconds at least 0");
        Check(ShardHitsPerSecond >= 1, nameof(ShardHitsPerSecond), "at least 1");
        Check(MostShards is >= 1 and <= 256, nameof(MostShards), "1 to 256");
        Check(TailBytes >= 1024 * 1024 && ViewBytes >= 0, nameof(TailBytes), "at least 1 MiB");
    }

    private static void Check(bool holds, string option, string mayBe)
    {
        if (!holds) throw new ArgumentException($"the option Cluster.{option} must be {mayBe}");
    }
}
