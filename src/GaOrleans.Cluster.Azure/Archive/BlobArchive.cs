using System.Runtime.CompilerServices;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>
/// The archive in blobs: the same files, indexes and manifest lines as the archive in files makes, each batch in a folder of its own. A batch is made in a
/// scratch folder, uploaded under names that are never used for anything else, and becomes part of the archive by swapping the partition's pointer under
/// its ETag; so of two writers of a partition one is refused, and what a failed attempt uploaded is never read.
/// Beside each batch it is noted where the source of the frames stood behind it: a number that means something to the caller alone, such as the sequence
/// number to go on reading from.
/// </summary>
/// <param name="blobs">Where the blobs are.</param>
/// <param name="files">Where the scratch folder is.</param>
/// <param name="scratch">The scratch folder, for this process alone.</param>
/// <param name="partitions">Partitions of the log.</param>
public sealed class BlobArchive(IBlobStore blobs, IFileSystem files, string scratch, int partitions) : IArchive, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _readings;

    /// <inheritdoc/>
    public async ValueTask<long> ArchivedToAsync(int partition, CancellationToken ct) => (await LoadAsync(partition, ct)).Next;

    /// <summary>Where the source stood behind what is archived of a partition; 0 before the first batch.</summary>
    public async ValueTask<long> SourceAsync(int partition, CancellationToken ct) => (await LoadAsync(partition, ct)).Source;

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(IAsyncEnumerable<LoggedFrame> frames, CancellationToken ct) => AppendAsync(frames, 0, ct);

    /// <summary>As <see cref="AppendAsync(IAsyncEnumerable{LoggedFrame}, CancellationToken)"/>, and notes where the source of the frames stands behind them.</summary>
    public async ValueTask<long> AppendAsync(IAsyncEnumerable<LoggedFrame> frames, long source, CancellationToken ct)
    {
        await using IAsyncEnumerator<LoggedFrame> from = frames.GetAsyncEnumerator(ct);
        if (!await from.MoveNextAsync()) return await ArchivedToAsync(0, ct);
        LogPosition first = from.Current.First;
        await _turn.WaitAsync(ct);
        try
        {
            PartitionManifest manifest = await LoadAsync(first.Partition, ct);
            CheckFollows(manifest, first);
            using var folder = new ScratchFolder(files, Path.Combine(scratch, "append"));
            ManifestEntry entry = await MakeAsync(folder.Path, first, Rest(from), ct);
            string index = ArchiveNames.Index(entry.Partition, entry.First);
            var batch = new ArchivedBatch(ArchiveBlobNames.Folder(entry.First, folder.ReadAll(index)), source, entry);
            foreach (ManifestFile file in entry.Files) await folder.PutAsync(blobs, batch, file.Name, ct);
            await folder.PutAsync(blobs, batch, index, ct);
            await AddAsync(manifest, batch, ct);
            return entry.Next;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask RecordLossAsync(LogRange range, string reason, CancellationToken ct) => await RecordLossAsync(range, reason, null, ct);

    /// <summary>As <see cref="RecordLossAsync(LogRange, string, CancellationToken)"/>, and notes where the source of the frames stands behind the loss; null for where it stood.</summary>
    public async ValueTask RecordLossAsync(LogRange range, string reason, long? source, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            PartitionManifest manifest = await LoadAsync(range.Partition, ct);
            CheckFollows(manifest, new LogPosition(range.Partition, range.From));
            var entry = new ManifestEntry { Partition = range.Partition, First = range.From, Next = range.To, Lost = reason };
            if (range.To > range.From) await AddAsync(manifest, new ArchivedBatch(ArchivedBatch.NoFolder, source ?? manifest.Source, entry), ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ArchivedHit> ReadAsync(int site, LogRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        using var folder = new ScratchFolder(files, Path.Combine(scratch, $"read-{Interlocked.Increment(ref _readings)}"));
        var reader = new ArchiveReader(files, folder.Path);
        foreach (ArchivedBatch batch in await AllAsync(range.Partition, ct))
        {
            ManifestEntry entry = batch.Entry;
            if (entry.Lost is not null || entry.Next <= range.From || entry.First >= range.To) continue;
            if (!await FetchAsync(folder, batch, site, ct)) continue;
            await foreach (ArchivedHit hit in reader.ReadAsync([entry], site, range, ct)) yield return hit;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ArchiveReport> VerifyAsync(CancellationToken ct)
    {
        var verifier = new BlobArchiveVerifier(blobs, files, Path.Combine(scratch, $"verify-{Interlocked.Increment(ref _readings)}"));
        for (int partition = 0; partition < partitions; partition++)
        {
            try
            {
                await verifier.VerifyAsync(await AllAsync(partition, ct), ct);
            }
            catch (IOException fault)
            {
                verifier.Note(fault.Message);
            }
        }

        return verifier.Report();
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // The archive in files takes only what follows what it has, so a new one is told that what is in the blobs already is lost to it.
    private async Task<ManifestEntry> MakeAsync(string folder, LogPosition first, IAsyncEnumerable<LoggedFrame> frames, CancellationToken ct)
    {
        using var maker = new FileArchive(files, folder);
        if (first.Offset > 0) await maker.RecordLossAsync(new LogRange(first.Partition, 0, first.Offset), "in the blobs", ct);
        await maker.AppendAsync(frames, ct);
        return Manifest.Read(files, folder, [])[^1];
    }

    private async Task AddAsync(PartitionManifest manifest, ArchivedBatch batch, CancellationToken ct)
    {
        int partition = batch.Entry.Partition;
        if (manifest.Full) await blobs.PutAsync(ArchiveBlobNames.Part(partition, manifest.Parts + 1), manifest.Write(), ct);
        string? etag = await blobs.SwapPointerAsync(ArchiveBlobNames.Pointer(partition), manifest.With(batch).Write(), manifest.ETag, ct);
        if (etag is null) throw new IOException($"cannot archive from offset {batch.Entry.First} of partition {partition}: another process archives this partition too; this one has to read anew up to where it is archived");
    }

    private async Task<PartitionManifest> LoadAsync(int partition, CancellationToken ct)
    {
        string name = ArchiveBlobNames.Pointer(partition);
        BlobPointer? pointer = await blobs.ReadPointerAsync(name, ct);
        if (pointer is null) return PartitionManifest.Empty;
        return PartitionManifest.Read(pointer.Bytes, pointer.ETag) ?? throw Damaged(name);
    }

    private async Task<List<ArchivedBatch>> AllAsync(int partition, CancellationToken ct)
    {
        PartitionManifest last = await LoadAsync(partition, ct);
        var all = new List<ArchivedBatch>();
        for (int part = 1; part <= last.Parts; part++)
        {
            string name = ArchiveBlobNames.Part(partition, part);
            byte[]? bytes = await blobs.GetAsync(name, ct);
            all.AddRange((bytes is null ? null : PartitionManifest.Read(bytes, null))?.Batches ?? throw Damaged(name));
        }

        all.AddRange(last.Batches);
        return all;
    }

    // Gets the index, and of the files those that hold hits of the site. False when there is none of it.
    private async Task<bool> FetchAsync(ScratchFolder folder, ArchivedBatch batch, int site, CancellationToken ct)
    {
        ManifestEntry entry = batch.Entry;
        string indexName = ArchiveNames.Index(entry.Partition, entry.First);
        byte[]? bytes = await folder.FetchAsync(blobs, batch, indexName, ct);
        BatchIndex index = (bytes is null ? null : BatchIndexCodec.Read(bytes, entry.First)) ?? throw Damaged($"{batch.Folder}/{indexName}");
        bool any = false;
        for (int i = 0; i < index.Files.Count && i < entry.Files.Count; i++)
        {
            if (!index.Files[i].Members.Any(member => member.Runs.Any(run => run.Site == site))) continue;
            any = true;
            if (await folder.FetchAsync(blobs, batch, entry.Files[i].Name, ct) is null) throw Damaged($"{batch.Folder}/{entry.Files[i].Name}");
        }

        return any;
    }

    private static void CheckFollows(PartitionManifest manifest, LogPosition first)
    {
        if (first.Offset == manifest.Next) return;
        throw new IOException(first.Offset > manifest.Next
            ? $"cannot archive from offset {first.Offset} of partition {first.Partition}: the archive ends at {manifest.Next}, so hits would be missing; hand over those in between or record their loss"
            : $"cannot archive from offset {first.Offset} of partition {first.Partition}: the archive has everything up to {manifest.Next} already");
    }

    private static async IAsyncEnumerable<LoggedFrame> Rest(IAsyncEnumerator<LoggedFrame> from)
    {
        do yield return from.Current; while (await from.MoveNextAsync());
    }

    private static IOException Damaged(string blob) => new($"cannot read the blob {blob} of the archive: it is missing or damaged; restore it from a backup or from the other region");
}
