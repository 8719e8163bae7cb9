namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>How hits go through Event Hubs.</summary>
public sealed record EventHubHitOptions
{
    /// <summary>Consumer group of Orleans' pulling agents, which deliver to buckets.</summary>
    public const string EngineGroup = "engine";

    /// <summary>Consumer group of the grains that keep what no bucket has saved.</summary>
    public const string TailGroup = "tail";

    /// <summary>Consumer group of the archivers.</summary>
    public const string ArchiveGroup = "archive";

    /// <summary>
    /// How long the agents keep an event in memory, in minutes, and how far behind a new agent starts reading; default 30. Buckets catch up without it
    /// (docs/decisions/0017), so less costs memory only: about the bytes of encoded hits of that time for each partition.
    /// </summary>
    public int CacheMinutes { get; set; } = 30;

    /// <summary>Time between checkpoints of a partition's position in its table, in seconds; default 60, as buckets are checkpointed.</summary>
    public int PersistSeconds { get; set; } = 60;

    /// <summary>How long delivery of an event to a bucket is tried before the bucket is told to catch up by itself, in seconds; default 60.</summary>
    public int DeliverySeconds { get; set; } = 60;

    /// <summary>Bytes of frames that are archived together, in bytes; default 32 MiB.</summary>
    public int ArchiveBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How long a hit waits at most to be archived, in seconds; default 900.</summary>
    public int ArchiveSeconds { get; set; } = 900;
}
