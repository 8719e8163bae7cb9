using System.IO.Compression;
using System.Runtime.CompilerServices;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// The archive as files in one folder. A batch goes through a scratch file into one file for each hour of receipt; these, their index and the folder
/// are flushed before the manifest is replaced, which is what makes the batch part of the archive. After any fault nothing in memory is believed:
/// the next call reads the manifest again and removes what the failed batch left.
/// </summary>
/// <param name="files">Where files are.</param>
/// <param name="directory">The archive's folder; created when missing.</param>
/// <param name="level">How hard to compress; docs/formats.md has the figures behind the default.</param>
public sealed class FileArchive(IFileSystem files, string directory, CompressionLevel level = CompressionLevel.Optimal) : IArchive, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Manifest _manifest = new(files, directory);
    private bool _open;
    private bool _clean;

    /// <inheritdoc/>
    public ValueTask<long> ArchivedToAsync(int partition, CancellationToken ct) => InTurnAsync(() => Task.FromResult(_manifest.Next(partition)), ct);

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(IAsyncEnumerable<LoggedFrame> frames, CancellationToken ct) => InTurnAsync(async () =>
    {
        await using IAsyncEnumerator<LoggedFrame> source = frames.GetAsyncEnumerator(ct);
        if (!await source.MoveNextAsync()) return _manifest.Next(0);
        LogPosition first = source.Current.First;
        CheckFollows(first);
        RemoveLeftovers();
        _clean = false;
        string scratchPath = Path.Combine(directory, ArchiveNames.Scratch);
        ManifestEntry entry;
        using (var scratch = new BatchScratch(files, scratchPath))
        {
            do Take(source.Current, first, scratch); while (await source.MoveNextAsync());
            scratch.Finish();
            var writer = new BatchWriter(files, directory, level, scratch, first);
            entry = await Task.Run(() => writer.Write(ct), ct);
        }

        files.Delete(scratchPath);
        _manifest.Add(entry);
        _clean = true;
        return entry.Next;
    }, ct);

    /// <inheritdoc/>
    public async ValueTask RecordLossAsync(LogRange range, string reason, CancellationToken ct) => await InTurnAsync(() =>
    {
        CheckFollows(new LogPosition(range.Partition, range.From));
        if (range.To > range.From) _manifest.Add(new ManifestEntry { Partition = range.Partition, First = range.From, Next = range.To, Lost = reason });
        return Task.FromResult(range.To);
    }, ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedHit> ReadAsync(int site, LogRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        var problems = new List<string>();
        List<ManifestEntry> entries = Manifest.Read(files, directory, problems);
        if (problems.Count > 0) throw new IOException($"cannot read the archive {directory}: {string.Join("; ", problems)}; restore the manifest from a backup");
        await foreach (ArchivedHit hit in new ArchiveReader(files, directory).ReadAsync(entries, site, range, ct)) yield return hit;
    }

    /// <inheritdoc/>
    public async ValueTask<ArchiveReport> VerifyAsync(CancellationToken ct) => await Task.Run(() => new ArchiveVerifier(files, directory).Run(ct), ct);

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask<long> InTurnAsync(Func<Task<long>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        bool done = false;
        try
        {
            if (!_open) Open();
            long result = await work();
            done = true;
            return result;
        }
        finally
        {
            _open = done;
            _turn.Release();
        }
    }

    private void Open()
    {
        _clean = false;
        files.CreateDirectory(directory);
        files.Delete(Path.Combine(directory, ArchiveNames.Scratch));
        _manifest.Open();
        _open = true;
    }

    private void CheckFollows(LogPosition first)
    {
        long next = _manifest.Next(first.Partition);
        if (first.Offset == next) return;
        throw new IOException(first.Offset > next
            ? $"cannot archive from offset {first.Offset}: the archive {directory} ends at {next}, so hits would be missing; hand over those in between or record their loss"
            : $"cannot archive from offset {first.Offset}: the archive {directory} has everything up to {next} already");
    }

    // Called when the log has just delivered the offset at which the archive ends, so that whatever lies behind that end can be made again.
    private void RemoveLeftovers()
    {
        if (_clean) return;
        foreach (string name in files.List(directory))
        {
            bool leftover = name is ArchiveNames.Scratch or ArchiveNames.ManifestDraft
                || (ArchiveNames.IsOfBatch(name, out int partition, out long first) && first >= _manifest.Next(partition));
            if (leftover) files.Delete(Path.Combine(directory, name));
        }
    }

    private void Take(in LoggedFrame frame, LogPosition first, BatchScratch scratch)
    {
        LogPosition expected = first with { Offset = first.Offset + scratch.Count };
        if (frame.First != expected)
        {
            throw new IOException($"cannot archive the frame at offset {frame.First.Offset} of partition {frame.First.Partition}: "
                + $"offset {expected.Offset} of partition {expected.Partition} has to follow; the log left something out or repeats itself");
        }

        scratch.Add(frame);
    }
}
