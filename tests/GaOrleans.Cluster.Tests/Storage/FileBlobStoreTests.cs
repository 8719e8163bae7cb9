using GaOrleans.Cluster.Storage;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Tests.Storage;

/// <summary>The contract on files; every store is as if in a process of its own.</summary>
public sealed class FileBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gaorleans-blobs-").FullName;
    private readonly List<FileBlobStore> _opened = [];

    [Fact]
    public async Task TornFile_IsNoBlob()
    {
        await Open().PutAsync("a/b", new byte[3], CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "blobs", "a", "c~b0123456789abcdef~t"), new byte[2]);
        var names = new List<string>();
        await foreach (string name in Open().ListAsync("a/", CancellationToken.None)) names.Add(name);
        Assert.Equal(["a/b"], names);
        Assert.Null(await Open().GetAsync("a/c", CancellationToken.None));
    }

    public void Dispose()
    {
        foreach (FileBlobStore store in _opened) store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override IBlobStore Open()
    {
        var store = new FileBlobStore(new DiskFileSystem(), _folder, TimeProvider.System);
        lock (_opened) _opened.Add(store);
        return store;
    }
}
