namespace GaOrleans.Cluster.Storage;

/// <summary>
/// Immutable blobs by name, and pointers that are swapped under an ETag. Names are segments of letters, digits, <c>-</c> and <c>.</c>, joined by <c>/</c>.
/// Every implementation passes the contract suite of the tests.
/// </summary>
public interface IBlobStore
{
    /// <summary>Stores a blob under a new name, safely when the call completes. The same bytes under the same name again do no harm.</summary>
    /// <exception cref="IOException">It could not be stored, or other bytes have the name.</exception>
    ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Reads a blob, or null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    ValueTask<byte[]?> GetAsync(string name, CancellationToken ct);

    /// <summary>Deletes a blob; does nothing when there is none.</summary>
    ValueTask DeleteAsync(string name, CancellationToken ct);

    /// <summary>The names that start with a prefix, in order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken ct);

    /// <summary>Reads a pointer: its content and ETag, or null when there is none.</summary>
    ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct);

    /// <summary>Sets a pointer, if nobody else has since it was read.</summary>
    /// <param name="name">The pointer.</param>
    /// <param name="bytes">Its new content.</param>
    /// <param name="etag">The ETag as read; null when there was none.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The new ETag, or null when somebody else has set it.</returns>
    ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct);
}
