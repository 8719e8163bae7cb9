using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Tests.Archive;

/// <summary>
/// Files in memory that know what would outlast a loss of power: bytes flushed and names whose folder was flushed. One step of those that change
/// something can be made to fail, before or after taking effect.
/// </summary>
internal sealed class FaultyFileSystem : IFileSystem
{
    private Dictionary<string, Node> _names = new(StringComparer.Ordinal);
    private Dictionary<string, Node> _flushedNames = new(StringComparer.Ordinal);

    /// <summary>Steps taken so far.</summary>
    public int Steps { get; private set; }

    /// <summary>The number of the step that fails; 0 for none.</summary>
    public int FailAt { get; set; }

    /// <summary>Whether the failing step takes effect all the same, a write for its first half.</summary>
    public bool FailAfter { get; set; }

    /// <summary>Contents by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _names.ToDictionary(pair => Path.GetFileName(pair.Key), pair => pair.Value.Bytes, StringComparer.Ordinal);

    /// <summary>Keeps what was flushed; of everything else, each name and each file's bytes by the toss of a coin.</summary>
    public void LosePower(Random coin)
    {
        var kept = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (string path in _names.Keys.Union(_flushedNames.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Dictionary<string, Node> from = coin.Next(2) == 0 ? _names : _flushedNames;
            if (from.TryGetValue(path, out Node? node)) kept[path] = node;
        }

        foreach (Node node in kept.Values.Distinct())
        {
            if (coin.Next(2) == 0) node.Bytes = [.. node.Flushed];
            node.Flushed = [.. node.Bytes];
        }

        _names = kept;
        _flushedNames = new(kept, StringComparer.Ordinal);
    }

    /// <summary>Flips one bit of a file.</summary>
    public void Flip(string name, int bit) => _names.Single(pair => Path.GetFileName(pair.Key) == name).Value.Bytes[bit / 8] ^= (byte)(1 << (bit % 8));

    public IFile Open(string path, OpenMode mode)
    {
        bool exists = _names.TryGetValue(path, out Node? node);
        if (mode is OpenMode.Read or OpenMode.Write) return exists ? new OpenFile(this, path, node!) : throw new FileNotFoundException($"cannot open {path}: there is no such file", path);
        if (mode == OpenMode.CreateNew && exists) throw new IOException($"cannot open {path}: it exists");
        Step(() => _names[path] = new Node());
        return new OpenFile(this, path, _names[path]);
    }

    public bool Exists(string path) => _names.ContainsKey(path);

    public IReadOnlyList<string> List(string directory) =>
        [.. _names.Keys.Where(path => Path.GetDirectoryName(path) == directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> ListFolders(string directory)
    {
        string within = directory + Path.DirectorySeparatorChar;
        return [.. _names.Keys.Where(path => path.StartsWith(within, StringComparison.Ordinal) && path.IndexOf(Path.DirectorySeparatorChar, within.Length) > 0)
            .Select(path => path[within.Length..path.IndexOf(Path.DirectorySeparatorChar, within.Length)]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public void CreateDirectory(string path) => Step(() => { });

    public void Rename(string from, string to) => Step(() =>
    {
        _names[to] = _names[from];
        _names.Remove(from);
    });

    public void Delete(string path) => Step(() => _names.Remove(path));

    public void SyncDirectory(string path) => Step(() => _flushedNames = new(_names, StringComparer.Ordinal));

    public IDisposable Lock(string path) => throw new NotSupportedException("the archive takes no lock");

    private void Step(Action effect)
    {
        bool fails = ++Steps == FailAt;
        if (!fails || FailAfter) effect();
        if (fails) throw new IOException($"cannot take step {Steps}: planted");
    }

    private sealed class Node
    {
        public byte[] Bytes = [];
        public byte[] Flushed = [];
    }

    private sealed class OpenFile(FaultyFileSystem system, string path, Node node) : IFile
    {
        public string Path => path;

        public long SizeBytes => node.Bytes.Length;

        public int Read(long offset, Span<byte> into)
        {
            int size = (int)Math.Clamp(node.Bytes.Length - offset, 0, into.Length);
            node.Bytes.AsSpan((int)Math.Min(offset, node.Bytes.Length), size).CopyTo(into);
            return size;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            byte[] copy = bytes.ToArray();
            bool torn = system.Steps + 1 == system.FailAt;
            system.Step(() => Put((int)offset, torn ? copy[..(copy.Length / 2)] : copy));
        }

        public void Allocate(long sizeBytes) => throw new NotSupportedException("the archive reserves no space");

        public void SetSize(long sizeBytes) => throw new NotSupportedException("the archive resizes no file");

        public void SyncData() => system.Step(() => node.Flushed = [.. node.Bytes]);

        public void Dispose()
        {
        }

        private void Put(int at, byte[] bytes)
        {
            if (node.Bytes.Length < at + bytes.Length) Array.Resize(ref node.Bytes, at + bytes.Length);
            bytes.CopyTo(node.Bytes, at);
        }
    }
}
