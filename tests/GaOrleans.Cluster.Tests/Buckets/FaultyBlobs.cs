using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>Blobs whose storing fails as a test wants.</summary>
internal sealed class FaultyBlobs(IBlobStore inner) : IBlobStore
{
    /// <summary>Given a blob's name, the fault of storing it; null for none.</summary>
    internal Func<string, Exception?> Fault { get; set; } = static _ => null;

    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        Fault(name) is { } fault ? ValueTask.FromException(fault) : inner.PutAsync(name, bytes, ct);

    public ValueTask<byte[]?> GetAsync(string name, CancellationToken ct) => inner.GetAsync(name, ct);

    public ValueTask DeleteAsync(string name, CancellationToken ct) => inner.DeleteAsync(name, ct);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

    public ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct) => inner.ReadPointerAsync(name, ct);

    public ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct) => inner.SwapPointerAsync(name, bytes, etag, ct);
}
