using GaOrleans.Cluster.Storage;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>A folder on the local disk in which batches are made, or unpacked to be read. Empty when made, emptied when disposed; nothing in it has to last.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly IFileSystem _files;

    public ScratchFolder(IFileSystem files, string path)
    {
        _files = files;
        Path = path;
        files.CreateDirectory(path);
        Clear();
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Gets a file of a batch from the blobs.</summary>
    /// <returns>Its bytes, or null when there is no such blob.</returns>
    public async ValueTask<byte[]?> FetchAsync(IBlobStore blobs, ArchivedBatch batch, string name, CancellationToken ct)
    {
        byte[]? bytes = await blobs.GetAsync(ArchiveBlobNames.File(batch.Entry.Partition, batch.Folder, name), ct);
        if (bytes is null) return null;
        using IFile file = _files.Open(System.IO.Path.Combine(Path, name), OpenMode.CreateOrReplace);
        file.Write(0, bytes);
        return bytes;
    }

    /// <summary>Puts a file of a batch into the blobs.</summary>
    public ValueTask PutAsync(IBlobStore blobs, ArchivedBatch batch, string name, CancellationToken ct) =>
        blobs.PutAsync(ArchiveBlobNames.File(batch.Entry.Partition, batch.Folder, name), ReadAll(name), ct);

    /// <summary>All bytes of a file in it.</summary>
    public byte[] ReadAll(string name) => ArchiveFile.ReadAll(_files, System.IO.Path.Combine(Path, name));

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (string name in _files.List(Path)) _files.Delete(System.IO.Path.Combine(Path, name));
    }
}
