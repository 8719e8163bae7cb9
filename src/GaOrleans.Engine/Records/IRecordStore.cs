namespace GaOrleans.Engine.Records;

/// <summary>
/// Durable small records of the service itself, such as users and what staff did: JSON under a key in a partition. A change is safely stored
/// when its call completes and is seen by every later call. Records of a partition belong together; a change concerns one record and nothing
/// spans two. A change that names an outdated version is not made, so that of two at the same time exactly one is.
/// Partitions that begin with <see cref="RecordRules.AppendOnly"/> keep what they were given: nothing in them is replaced or deleted.
/// Names and content that break <see cref="RecordRules"/> are an <see cref="ArgumentException"/>; storage out of reach is an
/// <see cref="IOException"/> that says what to do. Every implementation passes the contract suite of the tests.
/// </summary>
public interface IRecordStore
{
    /// <summary>A record, or null.</summary>
    ValueTask<StoredRecord?> FindAsync(string partition, string key, CancellationToken ct);

    /// <summary>Records of a partition in the order of their keys' UTF-8 bytes.</summary>
    /// <param name="partition">The partition; one without records is empty.</param>
    /// <param name="after">Only keys behind this one; null for all.</param>
    /// <param name="count">How many at most, 1 to <see cref="RecordRules.MostListed"/>. Fewer come only when there are no more.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<IReadOnlyList<StoredRecord>> ListAsync(string partition, string? after, int count, CancellationToken ct);

    /// <summary>Creates or replaces a record.</summary>
    /// <param name="partition">The partition; it comes into being with its first record.</param>
    /// <param name="key">The key.</param>
    /// <param name="json">The content.</param>
    /// <param name="expected">The version that is replaced; 0 when there must be none of the key.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The new version; null when another version is there, or none, and nothing was changed.</returns>
    ValueTask<long?> PutAsync(string partition, string key, string json, long expected, CancellationToken ct);

    /// <summary>Deletes a record; false when its version is another, or it is not there, and nothing was changed.</summary>
    ValueTask<bool> DeleteAsync(string partition, string key, long expected, CancellationToken ct);
}
