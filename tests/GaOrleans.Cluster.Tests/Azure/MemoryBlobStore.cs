using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using GaOrleans.Cluster.Storage;

namespace GaOrleans.Cluster.Tests.Azure;

/// <summary>Blobs in memory, with faults to order.</summary>
internal sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, BlobPointer> _blobs = new(StringComparer.Ordinal);
    private int _etag;

    /// <summary>Is called before anything is stored, with the name.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>The blobs, to look at or to damage.</summary>
    public IDictionary<string, BlobPointer> Blobs => _blobs;

    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        BeforeWrite?.Invoke(name);
        if (_blobs.TryAdd(name, Make(bytes)) || bytes.Span.SequenceEqual(_blobs[name].Bytes)) return;
        throw new IOException($"cannot store the blob {name}: other bytes have that name");
    }

    public ValueTask<byte[]?> GetAsync(string name, CancellationToken ct) => new(_blobs.GetValueOrDefault(name)?.Bytes);

    public ValueTask DeleteAsync(string name, CancellationToken ct)
    {
        _blobs.TryRemove(name, out _);
        return ValueTask.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (string name in _blobs.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)) yield return name;
        await Task.CompletedTask;
    }

    public ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct) => new(_blobs.GetValueOrDefault(name));

    public ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct)
    {
        BeforeWrite?.Invoke(name);
        BlobPointer made = Make(bytes);
        bool set = etag is null
            ? _blobs.TryAdd(name, made)
            : _blobs.TryGetValue(name, out BlobPointer? present) && present.ETag == etag && _blobs.TryUpdate(name, made, present);
        return new(set ? made.ETag : null);
    }

    private BlobPointer Make(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray(), Interlocked.Increment(ref _etag).ToString(CultureInfo.InvariantCulture));
}
