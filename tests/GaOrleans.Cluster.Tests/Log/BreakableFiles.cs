using GaOrleans.Embedded.Files;

namespace GaOrleans.Cluster.Tests.Log;

/// <summary>The files of the system, whose writes and flushes fail while <see cref="Broken"/> is set.</summary>
internal sealed class BreakableFiles : IFileSystem
{
    private readonly DiskFileSystem _files = new();

    internal volatile bool Broken;

    public IFile Open(string path, OpenMode mode)
    {
        if (mode != OpenMode.Read) Check(path);
        return new BreakableFile(this, _files.Open(path, mode));
    }

    public bool Exists(string path) => _files.Exists(path);

    public IReadOnlyList<string> List(string directory) => _files.List(directory);

    public IReadOnlyList<string> ListFolders(string directory) => _files.ListFolders(directory);

    public void CreateDirectory(string path) => _files.CreateDirectory(path);

    public void Rename(string from, string to)
    {
        Check(from);
        _files.Rename(from, to);
    }

    public void Delete(string path) => _files.Delete(path);

    public void SyncDirectory(string path) => _files.SyncDirectory(path);

    public IDisposable Lock(string path) => _files.Lock(path);

    internal void Check(string path)
    {
        if (Broken) throw new IOException($"cannot write {path}: the test broke the disk");
    }
}
