using GaOrleans.Embedded.Files;

namespace GaOrleans.Simulation.Disk;

/// <summary>
/// A disk in memory with the manners of a real one: names, like sectors, are safe only after a flush of their directory, and at a power loss each
/// name that was changed since is as it was or as it is, by chance. One directory tree, without real directories.
/// </summary>
internal sealed class SimulatedFileSystem(Trouble trouble) : IFileSystem
{
    private readonly SortedDictionary<string, Inode> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Inode> _durableNames = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    public IFile Open(string path, OpenMode mode)
    {
        trouble.Step();
        bool exists = _names.TryGetValue(path, out Inode? inode);
        switch (mode)
        {
            case OpenMode.Read or OpenMode.Write when !exists:
                throw new FileNotFoundException($"cannot open {path}: there is no such file", path);
            case OpenMode.CreateNew when exists:
                throw new IOException($"cannot open {path}: it exists already");
            case OpenMode.CreateNew or OpenMode.CreateOrReplace:
                if (trouble.Fails()) throw trouble.Fault("open", path);
                if (!exists) Change(path, inode = new Inode());
                inode!.SetSize(0);
                break;
        }

        return new SimulatedFile(inode!, path, trouble);
    }

    public bool Exists(string path) => _names.ContainsKey(path);

    public IReadOnlyList<string> List(string directory) =>
        [.. _names.Keys.Where(path => Path.GetDirectoryName(path) == directory).Select(path => Path.GetFileName(path))];

    public IReadOnlyList<string> ListFolders(string directory)
    {
        string within = directory + Path.DirectorySeparatorChar;
        return [.. _names.Keys.Where(path => path.StartsWith(within, StringComparison.Ordinal) && path.IndexOf(Path.DirectorySeparatorChar, within.Length) > 0)
            .Select(path => path[within.Length..path.IndexOf(Path.DirectorySeparatorChar, within.Length)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public void CreateDirectory(string path)
    {
        // Directories are there and safe.
    }

    public void Rename(string from, string to)
    {
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("rename", from);
        Inode inode = _names[from];
        Change(from, inode: null);
        Change(to, inode);
    }

    public void Delete(string path)
    {
        trouble.Step();
        if (trouble.Fails()) throw trouble.Fault("delete", path);
        if (_names.ContainsKey(path)) Change(path, inode: null);
    }

    public void SyncDirectory(string path)
    {
        trouble.Step();
        string[] changed = [.. _changed.Where(name => Path.GetDirectoryName(name) == path)];
        bool fails = trouble.Fails();
        foreach (string name in changed)
        {
            if (!fails || trouble.Chance(0.5)) Store(name);
            _changed.Remove(name);
        }

        if (fails) throw trouble.Fault("flush the folder", path);
    }

    public IDisposable Lock(string path) => throw new NotSupportedException("the simulation runs one process at a time");

    /// <summary>The power goes: only what the disk has is left.</summary>
    public void LosePower()
    {
        foreach (string name in _changed)
        {
            if (trouble.Chance(0.5)) Store(name);
        }

        _changed.Clear();
        _names.Clear();
        foreach ((string name, Inode inode) in _durableNames) _names[name] = inode;
        foreach (Inode inode in _names.Values.Distinct()) inode.LosePower(trouble.Random);
    }

    /// <summary>A bit of a segment of the log changes.</summary>
    /// <returns>Which byte, or null when there is no segment.</returns>
    public (string Path, int At)? FlipInLog()
    {
        string[] segments = [.. _names.Keys.Where(path => Path.GetFileName(path).StartsWith("segment-", StringComparison.Ordinal) && Path.GetFileName(Path.GetDirectoryName(path)) == "log")];
        if (segments.Length == 0) return null;
        string path = segments[trouble.Random.Next(segments.Length)];
        int at = _names[path].Flip(trouble.Random);
        return at < 0 ? null : (path, at);
    }

    private void Change(string path, Inode? inode)
    {
        if (inode is null) _names.Remove(path);
        else _names[path] = inode;
        _changed.Add(path);
    }

    private void Store(string name)
    {
        if (_names.TryGetValue(name, out Inode? inode)) _durableNames[name] = inode;
        else _durableNames.Remove(name);
    }
}
