using GaOrleans.Cluster.Storage;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>Fetches batch after batch, has each checked as the archive in files is, and checks that they follow one another. For one verification.</summary>
internal sealed class BlobArchiveVerifier(IBlobStore blobs, IFileSystem files, string scratch)
{
    private readonly List<string> _problems = [];
    private int _batches;
    private int _files;
    private long _hits;
    private long _lost;

    /// <summary>Adds a problem.</summary>
    public void Note(string problem) => _problems.Add(problem);

    /// <summary>Checks a partition.</summary>
    public async Task VerifyAsync(IReadOnlyList<ArchivedBatch> batches, CancellationToken ct)
    {
        long expected = 0;
        foreach (ArchivedBatch batch in batches)
        {
            ManifestEntry entry = batch.Entry;
            if (entry.First != expected) Note($"partition {entry.Partition}: a batch starts at offset {entry.First} where {expected} has to follow");
            expected = entry.Next;
            if (entry.Lost is not null) _lost += entry.Next - entry.First;
            else await VerifyBatchAsync(batch, ct);
        }
    }

    /// <summary>What was found.</summary>
    public ArchiveReport Report() => new(_batches, _files, _hits, _lost, _problems);

    private async Task VerifyBatchAsync(ArchivedBatch batch, CancellationToken ct)
    {
        ManifestEntry entry = batch.Entry;
        using var folder = new ScratchFolder(files, scratch);
        foreach (string name in entry.Files.Select(file => file.Name).Append(ArchiveNames.Index(entry.Partition, entry.First)))
        {
            // The check of the folder names what is missing in it.
            await folder.FetchAsync(blobs, batch, name, ct);
        }

        var manifest = new Manifest(files, folder.Path);
        manifest.Open();
        if (entry.First > 0) manifest.Add(new ManifestEntry { Partition = entry.Partition, First = 0, Next = entry.First, Lost = "in other folders" });
        manifest.Add(entry);
        // Unpacking a batch takes a second or so, which nobody's thread should wait for.
        ArchiveReport report = await Task.Run(() => new ArchiveVerifier(files, folder.Path).Run(ct), ct);
        _batches++;
        _files += report.Files;
        _hits += report.Hits;
        foreach (string problem in report.Problems) Note($"{batch.Folder}: {problem}");
    }
}
