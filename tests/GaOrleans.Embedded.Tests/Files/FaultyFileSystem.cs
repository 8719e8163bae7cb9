using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Tests;

/// <summary>A file system whose writes and flushes fail while a test says so.</summary>
internal sealed class FaultyFileSystem(IFileSystem inner) : IFileSystem
{
    private volatile bool _writesFail, _syncsFail;

    public bool WritesFail { get => _writesFail; set => _writesFail = value; }

    public bool SyncsFail { get => _syncsFail; set => _syncsFail = value; }

    public IFile Open(string path, OpenMode mode)
    {
        if (mode is OpenMode.CreateNew or OpenMode.CreateOrReplace) ThrowIf(_writesFail, path);
        return new FaultyFile(this, inner.Open(path, mode));
    }

    public bool Exists(string path) => inner.Exists(path);

    public IReadOnlyList<string> List(string directory) => inner.List(directory);

    public IReadOnlyList<string> ListFolders(string directory) => inner.ListFolders(directory);

    public void CreateDirectory(string path) => inner.CreateDirectory(path);

    public void Rename(string from, string to) => inner.Rename(from, to);

    public void Delete(string path) => inner.Delete(path);

    public void SyncDirectory(string path)
    {
        ThrowIf(_syncsFail, path);
        inner.SyncDirectory(path);
    }

    public IDisposable Lock(string path) => inner.Lock(path);

    private static void ThrowIf(bool fails, string path)
    {
        if (fails) throw new IOException($"cannot write {path}: no space left on device; free disk space");
    }

    private sealed class FaultyFile(FaultyFileSystem files, IFile file) : IFile
    {
        public string Path => file.Path;

        public long SizeBytes => file.SizeBytes;

        public int Read(long offset, Span<byte> into) => file.Read(offset, into);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            ThrowIf(files._writesFail, Path);
            file.Write(offset, bytes);
        }

        public void Allocate(long sizeBytes)
        {
            ThrowIf(files._writesFail, Path);
            file.Allocate(sizeBytes);
        }

        public void SetSize(long sizeBytes) => file.SetSize(sizeBytes);

        public void SyncData()
        {
            ThrowIf(files._syncsFail, Path);
            file.SyncData();
        }

        public void Dispose() => file.Dispose();
    }
}
