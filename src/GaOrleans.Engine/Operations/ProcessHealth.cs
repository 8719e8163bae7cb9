namespace GaOrleans.Engine.Operations;

/// <summary>
/// What one process of the service tells of itself, for staff. Counts are since the start of the process; what a process does not know, because it has no
/// such part, is null. It travels between processes as JSON, so properties are added and never change meaning.
/// </summary>
public sealed record ProcessHealth
{
    /// <summary>Tells processes apart, such as <c>host:port</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, such as <c>all</c> or <c>collector,engine</c>.</summary>
    public required string Role { get; init; }

    /// <summary>When it started, milliseconds since 1970 UTC.</summary>
    public required long StartedMs { get; init; }

    /// <summary>When it told this, milliseconds since 1970 UTC by its clock.</summary>
    public required long AtMs { get; init; }

    /// <summary>Seconds since it told this; set by whoever reads it.</summary>
    public double AgeSeconds { get; init; }

    /// <summary>Why it takes no hits or answers no reports; null when it does.</summary>
    public string? NotReadyBecause { get; init; }

    /// <summary>Hits stored and counted.</summary>
    public long Accepted { get; init; }

    /// <summary>Hits a second, over the last ten seconds.</summary>
    public double AcceptedPerSecond { get; init; }

    /// <summary>Hits that were counted before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that were wrong.</summary>
    public long Invalid { get; init; }

    /// <summary>Well-formed hits that do not count, by reason; reasons without any are left out.</summary>
    public IReadOnlyList<ReasonCount> Dropped { get; init; } = [];

    /// <summary>Requests answered 429: a queue was full, or a key asked too often.</summary>
    public long Refused { get; init; }

    /// <summary>Requests answered 503.</summary>
    public long Failed { get; init; }

    /// <summary>Requests between acceptance and answer.</summary>
    public long? FramesInFlight { get; init; }

    /// <summary>Hits in the log that are in no saved bucket yet.</summary>
    public long? LogLag { get; init; }

    /// <summary>Age of the instant before which every acknowledged hit is in reports, in seconds.</summary>
    public double? FreshnessSeconds { get; init; }

    /// <summary>Seconds since the last checkpoint.</summary>
    public double? CheckpointAgeSeconds { get; init; }

    /// <summary>Flushes of the log in the last minutes.</summary>
    public LatencyQuantiles? Flushes { get; init; }

    /// <summary>Storing requests, from handing in to the answer, in the last minutes.</summary>
    public LatencyQuantiles? Storing { get; init; }

    /// <summary>Buckets in memory.</summary>
    public long? LiveBuckets { get; init; }

    /// <summary>Memory of these, in bytes.</summary>
    public long? LiveBytes { get; init; }

    /// <summary>Buckets that cannot be read.</summary>
    public long? DamagedBuckets { get; init; }

    /// <summary>Parts of the log that cannot be read.</summary>
    public long? DamagedLogParts { get; init; }

    /// <summary>Free bytes where the data folder is.</summary>
    public long? DiskFreeBytes { get; init; }

    /// <summary>All bytes there.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>Reports answered over HTTP.</summary>
    public long Reports { get; init; }

    /// <summary>Reports a second, over the last ten seconds.</summary>
    public double ReportsPerSecond { get; init; }

    /// <summary>Answering reports over HTTP, in the last minutes.</summary>
    public LatencyQuantiles? Reporting { get; init; }

    /// <summary>Memory of cached answers and views, in bytes.</summary>
    public long? CachedBytes { get; init; }

    /// <summary>Pages of the portal that are open.</summary>
    public long? OpenPages { get; init; }

    /// <summary>Memory of the process, in bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>The last <see cref="HealthMinutes.Kept"/> minutes, oldest first; the last one is not over.</summary>
    public IReadOnlyList<HealthMinute> Minutes { get; init; } = [];

    /// <summary>The last warnings and errors of its log, newest first.</summary>
    public IReadOnlyList<LogLine> Log { get; init; } = [];

    /// <summary>Hits that do not count, for whatever reason.</summary>
    public long AllDropped => Dropped.Sum(reason => reason.Hits);
}
