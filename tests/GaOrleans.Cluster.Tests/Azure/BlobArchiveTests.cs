using GaOrleans.Cluster.Azure.Archive;
using GaOrleans.Cluster.Storage;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Cluster.Tests.Azure;

public sealed class BlobArchiveTests : ArchiveContract, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _scratch = Directory.CreateTempSubdirectory("blob-archive").FullName;
    private MemoryBlobStore _blobs = new();
    private int _processes;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    protected override IArchive Create()
    {
        _blobs = new MemoryBlobStore();
        return Open();
    }

    protected override IArchive Restart(IArchive archive)
    {
        ((BlobArchive)archive).Dispose();
        return Open();
    }

    [Fact]
    public async Task Source_IsRememberedWithEachBatch()
    {
        BlobArchive archive = Open();
        Assert.Equal(0, await archive.SourceAsync(0, None));

        long next = await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(5)), source: 77, None);
        Assert.Equal(77, await Open().SourceAsync(0, None));

        await archive.RecordLossAsync(new LogRange(0, next, next + 2), "expired", source: 90, None);
        Assert.Equal(90, await Open().SourceAsync(0, None));
        Assert.Equal(next + 2, await Open().ArchivedToAsync(0, None));
    }

    [Fact]
    public async Task Writers_CannotBothAppend_WhenTheyHaveOnePartition()
    {
        List<LoggedFrame> log = ArchiveContractFrames.Make(60);
        BlobArchive slow = Open(), fast = Open();
        bool overtaken = false;
        _blobs.BeforeWrite = name =>
        {
            if (overtaken || !name.EndsWith(".index", StringComparison.Ordinal)) return;
            overtaken = true;
            // The other writer is done between the upload of this one and its swap of the pointer.
            fast.AppendAsync(ArchiveContractFrames.Deliver(log.Take(30)), None).AsTask().GetAwaiter().GetResult();
        };

        IOException refused = await Assert.ThrowsAsync<IOException>(async () => await slow.AppendAsync(ArchiveContractFrames.Deliver(log.Take(40)), None));

        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
        Assert.Equal(log[30].First.Offset, await slow.ArchivedToAsync(0, None));
        await slow.AppendAsync(ArchiveContractFrames.Deliver(log.Skip(30)), None);
        ArchiveReport report = await Open().VerifyAsync(None);
        Assert.Empty(report.Problems);
        Assert.Equal(log.Sum(frame => frame.Hits), report.Hits);
    }

    [Fact]
    public async Task Append_CanBeRepeated_AfterAFaultAtAnyStep()
    {
        // Two hours: two files, the index and the pointer are written.
        List<LoggedFrame> log = ArchiveContractFrames.Make(160);
        BlobArchive archive = Open();
        for (int failing = 0; failing < 4; failing++)
        {
            int writes = 0;
            _blobs.BeforeWrite = _ =>
            {
                if (writes++ == failing) throw new IOException("storage is out");
            };
            await Assert.ThrowsAsync<IOException>(async () => await archive.AppendAsync(ArchiveContractFrames.Deliver(log.Take(120 + failing)), None));
            Assert.Equal(0, await archive.ArchivedToAsync(0, None));
        }

        _blobs.BeforeWrite = null;
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log), None);
        ArchiveReport report = await archive.VerifyAsync(None);
        Assert.Empty(report.Problems);
        Assert.Equal(1, report.Batches);
    }

    [Fact]
    public async Task Damage_IsNamed_AndNothingOfItIsReturned()
    {
        BlobArchive archive = Open();
        await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(80)), None);
        string file = _blobs.Blobs.Keys.First(name => name.EndsWith(".gz", StringComparison.Ordinal));
        byte[] damaged = [.. _blobs.Blobs[file].Bytes];
        damaged[damaged.Length / 2] ^= 0x40;
        _blobs.Blobs[file] = new BlobPointer(damaged, "x");

        Assert.Contains((await archive.VerifyAsync(None)).Problems, problem => problem.Contains("checksum", StringComparison.Ordinal));
        _blobs.Blobs.Remove(file);
        Assert.NotEmpty((await archive.VerifyAsync(None)).Problems);
        await Assert.ThrowsAsync<IOException>(async () => await All(archive, 100));

        _blobs.Blobs["archive/000/manifest"] = new BlobPointer([.. _blobs.Blobs["archive/000/manifest"].Bytes.SkipLast(5)], "y");
        await Assert.ThrowsAsync<IOException>(async () => await archive.ArchivedToAsync(0, None));
        Assert.NotEmpty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public void Manifest_BeginsANewPart_WhenOneIsFull()
    {
        PartitionManifest manifest = PartitionManifest.Empty;
        for (int i = 0; i <= PartitionManifest.EntriesPerPart; i++)
        {
            manifest = manifest.With(new ArchivedBatch("folder", i, new Embedded.Archive.ManifestEntry { Partition = 0, First = i, Next = i + 1 }));
        }

        PartitionManifest read = PartitionManifest.Read(manifest.Write(), "tag")!;
        Assert.Equal((1, 1, PartitionManifest.EntriesPerPart + 1L), (read.Parts, read.Batches.Count, read.Next));
    }

    [Fact]
    public async Task Parts_AreReadOneAfterAnother_WhenTheManifestHasSeveral()
    {
        PartitionManifest full = PartitionManifest.Empty;
        for (int i = 0; i < PartitionManifest.EntriesPerPart; i++)
        {
            full = full.With(new ArchivedBatch(ArchivedBatch.NoFolder, i, new Embedded.Archive.ManifestEntry { Partition = 0, First = i, Next = i + 1, Lost = "made up" }));
        }

        await _blobs.SwapPointerAsync("archive/000/manifest", full.Write(), null, None);
        BlobArchive archive = Open();
        List<LoggedFrame> log = ArchiveContractFrames.Make(20, from: PartitionManifest.EntriesPerPart);
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log), None);

        Assert.Contains("archive/000/manifest-00000001", _blobs.Blobs.Keys);
        ArchiveReport report = await Open().VerifyAsync(None);
        Assert.Empty(report.Problems);
        Assert.Equal((1, (long)PartitionManifest.EntriesPerPart), (report.Batches, report.LostHits));
    }

    private BlobArchive Open() => new(_blobs, new DiskFileSystem(), Path.Combine(_scratch, $"{_processes++}"), partitions: 2);
}
