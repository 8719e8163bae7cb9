namespace GaOrleans.Embedded.Storage;

/// <summary>How the SQLite store of buckets works.</summary>
public sealed record BucketStoreOptions
{
    /// <summary>How long to wait for another program that holds the database, in seconds; default 5. Then the attempt fails and is repeated later.</summary>
    public int BusySeconds { get; init; } = 5;

    /// <summary>Up to this size the whole database is checked at the start, in bytes; default 1 GiB. Larger ones only when buckets are read.</summary>
    public long CheckedBytes { get; init; } = 1024 * 1024 * 1024;
}
