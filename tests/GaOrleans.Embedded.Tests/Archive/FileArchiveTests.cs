using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using GaOrleans.TestKit.Contracts;

namespace GaOrleans.Embedded.Tests.Archive;

public sealed class FileArchiveTests : ArchiveContract, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _directory = Directory.CreateTempSubdirectory("archive").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override IArchive Create() => new FileArchive(new DiskFileSystem(), Path.Combine(_directory, "archive"));

    protected override IArchive Restart(IArchive archive)
    {
        ((FileArchive)archive).Dispose();
        return Create();
    }

    [Fact]
    public async Task Files_AreNamedByOffsetAndHour_AndReadByZcatAsLinesOfJson()
    {
        List<LoggedFrame> log = ArchiveContractFrames.Make(400);
        await Create().AppendAsync(ArchiveContractFrames.Deliver(log), None);

        string[] files = [.. Directory.GetFiles(Path.Combine(_directory, "archive")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["0-0000000000000000000-2026112022.ndjson.gz", "0-0000000000000000000-2026112023.ndjson.gz", "0-0000000000000000000.index", "manifest-00000001"], files);

        int lines = 0;
        foreach (string file in files.Where(name => name.EndsWith(".gz", StringComparison.Ordinal)))
        {
            string path = Path.Combine(_directory, "archive", file);
            string text = await Zcat(path);
            await using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip);
            Assert.Equal(text, await reader.ReadToEndAsync());
            int lastSite = -1;
            foreach (string line in text.TrimEnd('\n').Split('\n'))
            {
                using JsonDocument json = JsonDocument.Parse(line);
                Assert.Equal(["request", "raw", "hit", "position"], json.RootElement.EnumerateObject().Select(property => property.Name));
                int site = json.RootElement.GetProperty("hit").GetProperty("site").GetInt32();
                Assert.True(site >= lastSite);
                lastSite = site;
                lines++;
            }
        }

        Assert.Equal(log.Sum(frame => frame.Hits), lines);
    }

    [Fact]
    public async Task Line_HoldsEverythingThatEnrichmentMade()
    {
        const string Raw = "{\n \"u\" : \"https://shop.example/a\\nb\",\r\n\"p\":{}}";
        var hit = new Hit
        {
            Site = 7, Hour = 1_795_215_600, Shard = 3, TimeMs = 1_795_215_600_123, ReceivedMs = 1_795_215_601_000, Visitor = 0xFEDCBA9876543210, EventId = 1,
            Drop = DropReason.SpamReferrer, ParserVersion = 2, Interactive = false, Name = "Käufe \"x\"", Page = "/a", Hostname = "shop.example",
            Client = new ClientInfo("DE", "DE-BY", "", "Mobile", "Safari", "17.1", "iOS", "17.1"), Origin = new OriginInfo("Google", "google.com", "Paid Search", "cpc", "google", "c", "d", "t"),
            Props = [new("größe", "M"), new("plan", "pro")], Revenue = new Revenue(-1500, "EUR"), EngagementMs = 5, ScrollDepth = 0,
        };
        IArchive archive = Create();
        byte[] frame = ArchiveContractFrames.Frame("""{"wire":"native"}""", [(hit, Raw), (hit with { Props = [], Client = new ClientInfo(), Revenue = null }, "")]);
        await archive.AppendAsync(ArchiveContractFrames.Deliver([new LoggedFrame(new LogPosition(0, 0), 2, frame)]), None);

        List<ArchivedHit> read = await All(archive, 7);

        Assert.Equal("""
            {"request":{"wire":"native"},"raw":{  "u" : "https://shop.example/a\nb",  "p":{}},"hit":{"site":7,"hour":1795215600,"shard":3,"time_ms":1795215600123,"received_ms":1795215601000,"visitor":"fedcba9876543210","event_id":"0000000000000001","dropped":"spam_referrer","parser":2,"interactive":false,"name":"Käufe \"x\"","page":"/a","hostname":"shop.example","client":{"country":"DE","region":"DE-BY","device":"Mobile","browser":"Safari","browser_version":"17.1","os":"iOS","os_version":"17.1"},"origin":{"source":"Google","referrer":"google.com","channel":"Paid Search","utm_medium":"cpc","utm_source":"google","utm_campaign":"c","utm_content":"d","utm_term":"t"},"props":{"größe":"M","plan":"pro"},"revenue":{"milli":-1500,"currency":"EUR"},"engagement_ms":5,"scroll_depth":0},"position":{"partition":0,"offset":0}}
            """, Encoding.UTF8.GetString(read[0].Line.Span));
        using JsonDocument second = JsonDocument.Parse(read[1].Line);
        Assert.Equal("https://shop.example/a\nb", second.RootElement.GetProperty("raw").GetProperty("u").GetString());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"a\":1} {\"b\":2}")]
    [InlineData("{\"a\":")]
    [InlineData("\"}\n{\"position\":{\"partition\":0,\"offset\":99}}")]
    public async Task Line_StaysOneLineOfJson_WhateverWasSent(string raw)
    {
        IArchive archive = Create();
        byte[] frame = ArchiveContractFrames.Frame("\xFF", [(new Hit { Site = 1, Hour = 1_795_215_600, TimeMs = 1_795_215_600_000, Visitor = 1 }, raw)]);
        await archive.AppendAsync(ArchiveContractFrames.Deliver([new LoggedFrame(new LogPosition(0, 0), 1, frame)]), None);

        using JsonDocument line = JsonDocument.Parse(Assert.Single(await All(archive, 1)).Line);

        Assert.Equal(raw, Encoding.UTF8.GetString(line.RootElement.GetProperty("raw_bytes").GetBytesFromBase64()));
        Assert.Empty((await archive.VerifyAsync(None)).Problems);
    }

    [Fact]
    public async Task LargeSites_HaveMembersOfTheirOwn_ThatStayBounded()
    {
        // Some 12 MB of lines of one site among small ones.
        IArchive archive = Create();
        string filler = new('x', 4000);
        var frames = new List<LoggedFrame>();
        for (int i = 0; i < 3000; i++)
        {
            int site = i % 10 == 0 ? 200 + (i % 100) : 50;
            var hit = new Hit { Site = site, Hour = 1_795_215_600, TimeMs = 1_795_215_600_000, Visitor = (ulong)i };
            frames.Add(new LoggedFrame(new LogPosition(0, i), 1, ArchiveContractFrames.Frame("{}", [(hit, $$"""{"x":"{{filler}}"}""")])));
        }

        await archive.AppendAsync(ArchiveContractFrames.Deliver(frames), None);

        string path = Path.Combine(_directory, "archive", "0-0000000000000000000.index");
        IReadOnlyList<IndexedMember> members = BatchIndexCodec.Read(await File.ReadAllBytesAsync(path), 0)!.Files[0].Members;
        Assert.All(members, member => Assert.InRange(member.TextBytes, 1, HitFileWriter.MostTextBytes + 5000));
        Assert.Equal(3, members.Count(member => member.Runs[0].Site == 50));
        Assert.Contains(members, member => member.Runs.Count > 1);
        Assert.Equal(2700, (await All(archive, 50)).Count);
        Assert.Equal(30, (await All(archive, 210)).Count);
        Assert.Empty((await archive.VerifyAsync(None)).Problems);
    }

    private static async Task<string> Zcat(string path)
    {
        var start = new ProcessStartInfo("zcat", [path]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = new UTF8Encoding(false) };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return text;
    }
}
