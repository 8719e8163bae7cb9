using GaOrleans.Embedded.Archive;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Embedded.Tests.Archive;

/// <summary>The archive on a file system that fails at every single step, and on damaged bytes.</summary>
public sealed class FileArchiveFaultTests
{
    private const string Directory = "/archive";
    private const int CoinsPerStep = 8;

    private static readonly CancellationToken None = CancellationToken.None;

    private enum Aftermath
    {
        Retry,
        Restart,
        PowerLoss,

        /// <summary>Power is lost after the archive has said how far it is, which the log may have acted on.</summary>
        AnswerThenPowerLoss,
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Archive_StaysWhole_WhenAnyStepFails(bool failAfter)
    {
        List<LoggedFrame[]> batches = [.. ArchiveContractFrames.Make(45).Chunk(15)];
        int steps = await CountSteps(batches);
        Assert.True(steps > 30);
        for (int failAt = 1; failAt <= steps; failAt++)
        {
            foreach (Aftermath aftermath in Enum.GetValues<Aftermath>())
            {
                var files = new FaultyFileSystem { FailAt = failAt, FailAfter = failAfter };
                await ArchiveAll(files, batches, aftermath);
            }
        }
    }

    [Fact]
    public async Task Archive_KeepsWhatItPromised_WhenPowerFailsAtAnyTime()
    {
        // Every prefix of the steps, by failing one and never coming back.
        List<LoggedFrame[]> batches = [.. ArchiveContractFrames.Make(45).Chunk(15)];
        int steps = await CountSteps(batches);
        for (int run = 0; run < steps * CoinsPerStep; run++)
        {
            var files = new FaultyFileSystem { FailAt = 1 + (run / CoinsPerStep) };
            long promised = await PromisedUntilFault(files, batches);
            files.LosePower(new Random(run));
            files.FailAt = 0;
            using var archive = new FileArchive(files, Directory);

            Assert.True(await archive.ArchivedToAsync(0, None) >= promised);
            Assert.Empty((await archive.VerifyAsync(None)).Problems);
        }
    }

    [Fact]
    public async Task Leftovers_AreRemoved_WhenTheNextBatchIsSmaller()
    {
        LoggedFrame[] log = [.. ArchiveContractFrames.Make(300)];
        var files = new FaultyFileSystem();
        int steps = await CountSteps([log]);
        files.FailAt = steps - 4;
        using var archive = new FileArchive(files, Directory);
        await Assert.ThrowsAsync<IOException>(async () => await archive.AppendAsync(ArchiveContractFrames.Deliver(log), None));
        Assert.Equal(2, files.Files.Keys.Count(name => name.EndsWith(".gz", StringComparison.Ordinal)));

        // All of the first hour only.
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log.Take(20)), None);

        Assert.Equal(["0-0000000000000000000-2026112022.ndjson.gz", "0-0000000000000000000.index", "manifest-00000001"], files.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Verify_NamesTheFile_WhateverBitIsFlipped()
    {
        var files = new FaultyFileSystem();
        using var archive = new FileArchive(files, Directory);
        foreach (LoggedFrame[] batch in ArchiveContractFrames.Make(40).Chunk(20)) await archive.AppendAsync(ArchiveContractFrames.Deliver(batch), None);
        Assert.Empty((await archive.VerifyAsync(None)).Problems);

        foreach ((string name, byte[] bytes) in files.Files)
        {
            for (int bit = 0; bit < bytes.Length * 8; bit += 13)
            {
                files.Flip(name, bit);
                ArchiveReport report = await archive.VerifyAsync(None);
                Assert.True(report.Problems.Count > 0, $"bit {bit} of {name}");
                Assert.Contains(report.Problems, problem => problem.Contains(name, StringComparison.Ordinal));
                files.Flip(name, bit);
            }
        }

        Assert.Empty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public async Task Verify_NamesTheFile_WhenOneIsMissingOrStrange()
    {
        foreach (string kind in (string[])[".index", ".ndjson.gz", "manifest-00000001"])
        {
            var files = new FaultyFileSystem();
            using var archive = new FileArchive(files, Directory);
            await ArchiveAll(files, [.. ArchiveContractFrames.Make(40).Chunk(20)], Aftermath.Retry);
            string name = files.Files.Keys.First(file => file.EndsWith(kind, StringComparison.Ordinal));
            // The first of two parts is missed by its number.
            if (name == kind) files.Rename(Path.Combine(Directory, name), Path.Combine(Directory, "manifest-00000002"));
            else files.Delete(Path.Combine(Directory, name));

            ArchiveReport report = await archive.VerifyAsync(None);

            Assert.Contains(report.Problems, problem => problem.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Verify_NamesFiles_WhenTheWholeManifestIsGone()
    {
        var files = new FaultyFileSystem();
        using var archive = new FileArchive(files, Directory);
        await ArchiveAll(files, [.. ArchiveContractFrames.Make(40).Chunk(20)], Aftermath.Retry);
        files.Delete(Path.Combine(Directory, "manifest-00000001"));

        Assert.NotEmpty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public async Task Verify_NamesAFile_ThatTheManifestDoesNotKnow()
    {
        var files = new FaultyFileSystem();
        using var archive = new FileArchive(files, Directory);
        await ArchiveAll(files, [[.. ArchiveContractFrames.Make(40)]], Aftermath.Retry);
        files.Open(Path.Combine(Directory, "0-0000000000000000001-2026112022.ndjson.gz"), Embedded.Files.OpenMode.CreateNew).Dispose();

        ArchiveReport report = await archive.VerifyAsync(None);

        Assert.Contains("0-0000000000000000001-2026112022.ndjson.gz", Assert.Single(report.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_Refuses_WhenTheManifestIsDamaged()
    {
        var files = new FaultyFileSystem();
        LoggedFrame[][] batches = [.. ArchiveContractFrames.Make(40).Chunk(20)];
        using (var archive = new FileArchive(files, Directory)) await archive.AppendAsync(ArchiveContractFrames.Deliver(batches[0]), None);
        files.Flip("manifest-00000001", 100);
        int before = files.Files.Count;

        using var again = new FileArchive(files, Directory);

        IOException fault = await Assert.ThrowsAsync<IOException>(async () => await again.AppendAsync(ArchiveContractFrames.Deliver(batches[1]), None));
        Assert.Contains("manifest-00000001: line 1", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(async () => await again.ArchivedToAsync(0, None));
        Assert.Equal(before, files.Files.Count);
    }

    [Fact]
    public async Task Read_ThrowsAndGivesNothingOfAMember_ThatIsDamaged()
    {
        var files = new FaultyFileSystem();
        using var archive = new FileArchive(files, Directory);
        await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(10)), None);
        files.Flip(files.Files.Keys.First(name => name.EndsWith(".gz", StringComparison.Ordinal)), 400);

        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await foreach (ArchivedHit hit in archive.ReadAsync(100, LogRange.All(0), None)) Assert.Fail($"{hit.Position} was read");
        });
    }

    [Fact]
    public void Manifest_GoesOnInANewPart_WhenOneIsFull()
    {
        const int Entries = Manifest.EntriesPerPart + 5;
        var files = new FaultyFileSystem();
        var manifest = new Manifest(files, Directory);
        manifest.Open();
        for (int i = 0; i < Entries; i++) manifest.Add(new ManifestEntry { Partition = 0, First = i * 10, Next = (i * 10) + 10, Lost = "test" });

        Assert.Equal(["manifest-00000001", "manifest-00000002"], files.Files.Keys.Order(StringComparer.Ordinal));
        var again = new Manifest(files, Directory);
        Assert.Equal(Entries, again.Open().Count);
        again.Add(new ManifestEntry { Partition = 0, First = Entries * 10, Next = (Entries * 10) + 1, Lost = "test" });
        var problems = new List<string>();
        Assert.Equal(Entries + 1, Manifest.Read(files, Directory, problems).Count);
        Assert.Empty(problems);
    }

    // Archives all batches, coming back from every fault in the way asked for, and checks what is there then.
    private static async Task ArchiveAll(FaultyFileSystem files, IReadOnlyList<LoggedFrame[]> batches, Aftermath aftermath)
    {
        LoggedFrame[] log = [.. batches.SelectMany(batch => batch)];
        long end = log[^1].First.Offset + log[^1].Hits;
        var archive = new FileArchive(files, Directory);
        long promised = 0;
        int faults = 0;
        while (promised < end)
        {
            try
            {
                long from = await archive.ArchivedToAsync(0, None);
                Assert.True(from >= promised);
                promised = from;
                if (promised == end) break;
                LoggedFrame[] batch = batches.First(candidate => candidate[^1].First.Offset >= from);
                promised = await archive.AppendAsync(ArchiveContractFrames.Deliver(batch), None);
            }
            catch (IOException)
            {
                Assert.Equal(1, ++faults);
                if (aftermath == Aftermath.Retry) continue;
                archive.Dispose();
                archive = new FileArchive(files, Directory);
                if (aftermath == Aftermath.AnswerThenPowerLoss) promised = await archive.ArchivedToAsync(0, None);
                if (aftermath is Aftermath.Restart or Aftermath.Retry) continue;
                archive.Dispose();
                files.LosePower(new Random(files.FailAt));
                archive = new FileArchive(files, Directory);
            }
        }

        ArchiveReport report = await archive.VerifyAsync(None);
        Assert.Empty(report.Problems);
        Assert.Equal(end, report.Hits);
        Assert.DoesNotContain(files.Files.Keys, name => name is ArchiveNames.Scratch or ArchiveNames.ManifestDraft);
        Assert.Equal(batches.Count, files.Files.Keys.Count(name => name.EndsWith(".index", StringComparison.Ordinal)));
        archive.Dispose();
    }

    private static async Task<long> PromisedUntilFault(FaultyFileSystem files, IReadOnlyList<LoggedFrame[]> batches)
    {
        long promised = 0;
        using var archive = new FileArchive(files, Directory);
        try
        {
            foreach (LoggedFrame[] batch in batches) promised = await archive.AppendAsync(ArchiveContractFrames.Deliver(batch), None);
        }
        catch (IOException)
        {
            return promised;
        }

        return promised;
    }

    private static async Task<int> CountSteps(IReadOnlyList<LoggedFrame[]> batches)
    {
        var files = new FaultyFileSystem();
        await ArchiveAll(files, batches, Aftermath.Retry);
        return files.Steps;
    }
}
