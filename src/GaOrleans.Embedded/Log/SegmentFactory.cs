using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// Makes segment files. A file has its final name only when its header is safely stored, and is used only when that name is.
/// One empty file may be prepared ahead, by another thread, so that the committer does not wait for space to be reserved.
/// </summary>
internal sealed class SegmentFactory(SegmentFolder folder, LogOptions options)
{
    private const string SpareName = "spare", NewName = "new";
    private static readonly byte[] Zeros = new byte[256 * 1024];

    private readonly Lock _lock = new();
    private bool _spareReady, _preparing;

    /// <summary>Whether <see cref="Prepare"/> has something to do.</summary>
    internal bool WantsSpare
    {
        get
        {
            lock (_lock) return !_spareReady && !_preparing;
        }
    }

    /// <summary>Makes the empty file that the next <see cref="Create"/> takes.</summary>
    internal void Prepare()
    {
        lock (_lock)
        {
            if (_spareReady || _preparing) return;
            _preparing = true;
        }

        bool made = false;
        try
        {
            using IFile file = folder.Files.Open(folder.UnfinishedPath(SpareName), OpenMode.CreateOrReplace);
            Reserve(file, options.SegmentBytes, options.Prewrite);
            made = true;
        }
        finally
        {
            lock (_lock)
            {
                _preparing = false;
                _spareReady = made;
            }
        }
    }

    /// <summary>Makes a segment that is safely stored, header and name.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="leastBytes">What it has to hold at least, header included.</param>
    /// <exception cref="IOException">It cannot be made; a file of that sequence may be there all the same, and is no part of the log.</exception>
    internal IFile Create(SegmentHeader header, long leastBytes)
    {
        string unfinished = TakeSpare(leastBytes) ?? folder.UnfinishedPath(NewName);
        bool spare = !unfinished.EndsWith(NewName + ".tmp", StringComparison.Ordinal);
        string path = folder.PathOf(header.Sequence);
        IFile file = folder.Files.Open(unfinished, spare ? OpenMode.Write : OpenMode.CreateOrReplace);
        try
        {
            if (!spare) Reserve(file, Math.Max(options.SegmentBytes, leastBytes), prewrite: false);
            Span<byte> page = new byte[SegmentHeader.PageBytes];
            header.Write(page);
            file.Write(0, page);
            file.SyncData();
            folder.Files.Rename(unfinished, path);
            folder.Files.SyncDirectory(folder.Path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static void Reserve(IFile file, long sizeBytes, bool prewrite)
    {
        file.Allocate(sizeBytes);
        if (!prewrite) return;
        for (long at = 0; at < sizeBytes; at += Zeros.Length) file.Write(at, Zeros.AsSpan(0, (int)Math.Min(Zeros.Length, sizeBytes - at)));
        file.SyncData();
    }

    private string? TakeSpare(long leastBytes)
    {
        lock (_lock)
        {
            if (!_spareReady || leastBytes > options.SegmentBytes) return null;
            _spareReady = false;
            return folder.UnfinishedPath(SpareName);
        }
    }
}
