using System.Text.Json;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

/// <summary>What every <see cref="IArchive"/> must do.</summary>
public abstract class ArchiveContract
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A new, empty archive.</summary>
    protected abstract IArchive Create();

    /// <summary>Ends the archive and opens another on what it has stored.</summary>
    protected abstract IArchive Restart(IArchive archive);

    [Fact]
    public async Task Archive_IsEmpty_AtFirst()
    {
        IArchive archive = Create();

        Assert.Equal(0, await archive.ArchivedToAsync(0, None));
        Assert.Equal(0, await archive.AppendAsync(ArchiveContractFrames.Deliver([]), None));
        Assert.Empty(await All(archive, 1));
        ArchiveReport report = await archive.VerifyAsync(None);
        Assert.Equal((0, 0, 0L), (report.Batches, report.Files, report.Hits));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Batches_FollowOneAnother_AndOutliveARestart()
    {
        IArchive archive = Create();
        List<LoggedFrame> log = ArchiveContractFrames.Make(900);
        long end = log[^1].First.Offset + log[^1].Hits;
        foreach (LoggedFrame[] batch in log.Chunk(300))
        {
            Assert.Equal(batch[0].First.Offset, await archive.ArchivedToAsync(0, None));
            long next = await archive.AppendAsync(ArchiveContractFrames.Deliver(batch), None);
            Assert.Equal(batch[^1].First.Offset + batch[^1].Hits, next);
            archive = Restart(archive);
        }

        Assert.Equal(end, await archive.ArchivedToAsync(0, None));
        ArchiveReport report = await archive.VerifyAsync(None);
        Assert.Empty(report.Problems);
        Assert.Equal((3, end), (report.Batches, report.Hits));
    }

    [Fact]
    public async Task Read_GivesBackWhatWasSentAndMade_BySiteAndRange()
    {
        IArchive archive = Create();
        List<LoggedFrame> log = ArchiveContractFrames.Make(600);
        foreach (LoggedFrame[] batch in log.Chunk(200)) await archive.AppendAsync(ArchiveContractFrames.Deliver(batch), None);

        Dictionary<int, List<(long Offset, string Raw, ulong Visitor)>> expected = BySite(log);
        foreach ((int site, List<(long Offset, string Raw, ulong Visitor)> hits) in expected)
        {
            List<ArchivedHit> read = await All(archive, site);
            Assert.Equal(hits.Select(hit => hit.Offset), read.Select(hit => hit.Position.Offset));
            for (int i = 0; i < hits.Count; i++)
            {
                using JsonDocument line = JsonDocument.Parse(read[i].Line);
                Assert.Equal(hits[i].Raw, line.RootElement.GetProperty("raw").GetRawText());
                Assert.Equal(hits[i].Visitor.ToString("x16"), line.RootElement.GetProperty("hit").GetProperty("visitor").GetString());
                Assert.Equal("plausible", line.RootElement.GetProperty("request").GetProperty("wire").GetString());
                Assert.Equal(hits[i].Offset, line.RootElement.GetProperty("position").GetProperty("offset").GetInt64());
            }
        }

        var range = new LogRange(0, 150, 450);
        Assert.Equal(expected[100].Select(hit => hit.Offset).Where(offset => offset is >= 150 and < 450), (await All(archive, 100, range)).Select(hit => hit.Position.Offset));
        Assert.Empty(await All(archive, 4711));
        Assert.Empty(await All(archive, 100, LogRange.All(1)));
    }

    [Fact]
    public async Task Append_Refuses_GapsOverlapsAndRepetitions()
    {
        IArchive archive = Create();
        List<LoggedFrame> log = ArchiveContractFrames.Make(30);

        await Refused(log.Skip(1));
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log.Take(10)), None);
        await Refused(log.Skip(9));
        await Refused(log.Skip(11));
        await Refused([.. log.Skip(10).Take(5), .. log.Skip(16)]);
        await Refused([.. log.Skip(10).Take(5), .. log.Skip(14)]);
        await Refused([.. log.Skip(10).Take(5), log[15] with { First = log[15].First with { Partition = 1 } }]);

        Assert.Equal(log[10].First.Offset, await archive.ArchivedToAsync(0, None));
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log.Skip(10)), None);
        Assert.Empty((await Restart(archive).VerifyAsync(None)).Problems);

        async Task Refused(IEnumerable<LoggedFrame> frames)
        {
            IOException fault = await Assert.ThrowsAsync<IOException>(async () => await archive.AppendAsync(ArchiveContractFrames.Deliver(frames), None));
            Assert.StartsWith("cannot archive", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Loss_IsRecorded_AndArchivingGoesOnBehindIt()
    {
        IArchive archive = Create();
        List<LoggedFrame> before = ArchiveContractFrames.Make(10);
        long end = before[^1].First.Offset + before[^1].Hits;
        await archive.AppendAsync(ArchiveContractFrames.Deliver(before), None);

        await Assert.ThrowsAsync<IOException>(async () => await archive.RecordLossAsync(new LogRange(0, end + 1, end + 7), "gap", None));
        await archive.RecordLossAsync(new LogRange(0, end, end + 7), "the log's segment 3 is damaged", None);
        await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(10, from: end + 7, seed: 2)), None);

        ArchiveReport report = await Restart(archive).VerifyAsync(None);
        Assert.Equal((2, 7L), (report.Batches, report.LostHits));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Partitions_AreArchivedIndependently()
    {
        IArchive archive = Create();
        long zero = await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(10)), None);
        long one = await archive.AppendAsync(ArchiveContractFrames.Deliver(ArchiveContractFrames.Make(20, partition: 1)), None);

        archive = Restart(archive);
        Assert.Equal(zero, await archive.ArchivedToAsync(0, None));
        Assert.Equal(one, await archive.ArchivedToAsync(1, None));
        Assert.NotEqual(zero, one);
        Assert.Empty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public async Task Append_LeavesNothing_WhenGivenUp()
    {
        IArchive archive = Create();
        List<LoggedFrame> log = ArchiveContractFrames.Make(50);
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await archive.AppendAsync(Cancelling(log, source), source.Token));

        Assert.Equal(0, await archive.ArchivedToAsync(0, None));
        await archive.AppendAsync(ArchiveContractFrames.Deliver(log), None);
        Assert.Empty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public async Task MalformedFrame_IsKeptAsItIs_AndHoldsUpNothing()
    {
        IArchive archive = Create();
        List<LoggedFrame> log = ArchiveContractFrames.Make(20);
        int damaged = log.FindIndex(frame => frame.Hits > 2);
        byte[] torn = log[damaged].Frame[..^3].ToArray();
        log[damaged] = log[damaged] with { Frame = torn };

        await archive.AppendAsync(ArchiveContractFrames.Deliver(log), None);

        Assert.Empty((await archive.VerifyAsync(None)).Problems);
        List<ArchivedHit> kept = await All(archive, 0);
        Assert.Equal(log[damaged].Hits, kept.Count);
        using JsonDocument line = JsonDocument.Parse(kept[0].Line);
        Assert.Equal(torn, line.RootElement.GetProperty("frame").GetBytesFromBase64());
    }

    private static async IAsyncEnumerable<LoggedFrame> Cancelling(List<LoggedFrame> log, CancellationTokenSource source)
    {
        await foreach (LoggedFrame frame in ArchiveContractFrames.Deliver(log)) yield return frame;
        await source.CancelAsync();
    }

    /// <summary>All archived hits of a site.</summary>
    protected static async Task<List<ArchivedHit>> All(IArchive archive, int site, LogRange? range = null)
    {
        var hits = new List<ArchivedHit>();
        await foreach (ArchivedHit hit in archive.ReadAsync(site, range ?? LogRange.All(0), None)) hits.Add(hit);
        return hits;
    }

    private static Dictionary<int, List<(long Offset, string Raw, ulong Visitor)>> BySite(List<LoggedFrame> log)
    {
        var sites = new Dictionary<int, List<(long, string, ulong)>>();
        foreach (LoggedFrame frame in log)
        {
            Assert.True(HitFrame.TryOpen(frame.Frame.Span, out HitFrameReader reader));
            for (int i = 0; reader.TryNext(out HitFields hit); i++)
            {
                if (!sites.TryGetValue(hit.Site, out List<(long, string, ulong)>? hits)) sites[hit.Site] = hits = [];
                hits.Add((frame.First.Offset + i, System.Text.Encoding.UTF8.GetString(reader.Raw), hit.Visitor));
            }
        }

        return sites;
    }
}
