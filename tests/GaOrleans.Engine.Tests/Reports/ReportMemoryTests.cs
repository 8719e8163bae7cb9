using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;

namespace GaOrleans.Engine.Tests.Reports;

/// <summary>Answers given again from memory.</summary>
public sealed class ReportMemoryTests : ReportServiceFixture
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_ComesFromMemory_UntilItsHoursChange(bool toldLater)
    {
        _reader.TellsVersionsLater = toldLater;
        _reader.Add("2026-09-10T08:00:00Z", 1);
        using ReportService service = Service();
        ReportAnswer first = await Ask(service, Today);
        int reads = _reader.Reads;
        Assert.Equal(first.Body.ToArray(), (await Ask(service, Today)).Body.ToArray());
        _reader.Add("2026-09-08T08:00:00Z", 5);
        await Ask(service, Today);
        Assert.Equal(reads, _reader.Reads);
        _reader.Add("2026-09-10T11:00:00Z", 2);
        Assert.Equal("""[{"metrics":[2],"dimensions":[]}]""", await Results(service, Today));
        Assert.True(_reader.Reads > reads);
    }

    [Fact]
    public async Task Answer_IsRefused_WhenWhetherItIsCurrentTurnsOutToBeUnknown()
    {
        _reader.TellsVersionsLater = true;
        using ReportService service = Service();
        Assert.Equal(200, (await Ask(service, Today)).Status);
        _reader.Fault = new IOException("cannot ask the bucket");
        Assert.Equal(503, (await Ask(service, Today)).Status);
        _reader.Fault = null;
        Assert.Equal(200, (await Ask(service, Today)).Status);
    }

    [Fact]
    public async Task Answer_IsComputedAnew_WhenTheDayIsOver()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1);
        using ReportService service = Service();
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await Results(service, Today));
        _clock.Now = DateTimeOffset.Parse("2026-09-10T22:00:00Z");
        Assert.Equal("""[{"metrics":[0],"dimensions":[]}]""", await Results(service, Today));
    }

    [Fact]
    public async Task Answer_FromMemory_SaysHowFreshItIsNow()
    {
        _reader.FreshToMs = DateTimeOffset.Parse("2026-09-10T12:00:00Z").ToUnixTimeMilliseconds();
        using ReportService service = Service();
        await Ask(service, Today);
        int reads = _reader.Reads;
        _reader.FreshToMs += 5_000;
        Assert.Equal("2026-09-10T12:00:05.000Z", Json(await Ask(service, Today)).GetProperty("meta").GetProperty("fresh_to").GetString());
        Assert.Equal(reads, _reader.Reads);
    }

    [Fact]
    public async Task Answer_FollowsTheConfiguration()
    {
        const string Query = """{"metrics":["visitors"],"date_range":"day","filters":[["is","event:goal",["Visit /a"]]]}""";
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a");
        using ReportService service = Service();
        ReportAnswer refused = await Ask(service, Query);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("Invalid filters. The goal `Visit /a` is not configured", Json(refused).GetProperty("error").GetString(), StringComparison.Ordinal);
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Visit /a", null, "/a", null, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await Results(service, Query));
        SiteDocument? segment = await _store.PutDocumentAsync(_site.Id, DocumentKind.Segment, "A", """{"name":"A","filters":[["is","event:page",["/b"]]]}""", CancellationToken.None);
        string bySegment = $$"""{"metrics":["visitors"],"date_range":"day","filters":[["is","segment",[{{segment!.Id}}]]]}""";
        Assert.Equal("""[{"metrics":[0],"dimensions":[]}]""", await Results(service, bySegment));
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Segment, "A", """{"name":"A","filters":[["is","event:page",["/a"]]]}""", CancellationToken.None);
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await Results(service, bySegment));
    }

    [Fact]
    public async Task Answer_OfAll_BeginsWithTheFirstHit_AlsoWhenItComesLate()
    {
        const string Query = """{"metrics":["visitors"],"date_range":"all"}""";
        using ReportService service = Service();
        Assert.Equal("""[{"metrics":[0],"dimensions":[]}]""", await Results(service, Query));
        _reader.Add("2026-01-05T08:00:00Z", 1);
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", await Results(service, Query));
        _reader.Add("2025-01-05T08:00:00Z", 2);
        JsonElement answer = Json(await Ask(service, Query));
        Assert.Equal("2025-01-05T00:00:00+01:00", answer.GetProperty("query").GetProperty("date_range")[0].GetString());
        Assert.Equal("""[{"metrics":[2],"dimensions":[]}]""", answer.GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task ManyWhoAskTheSame_CauseOneReading()
    {
        var release = new TaskCompletionSource();
        _reader.AfterReading = () => release.Task;
        using ReportService service = Service();
        Task<ReportAnswer>[] asked = [.. Enumerable.Range(0, 50).Select(_ => Ask(service, Today).AsTask())];
        release.SetResult();
        ReportAnswer[] answers = await Task.WhenAll(asked);
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        int reads = _reader.Reads;
        using ReportService other = Service();
        await Ask(other, Today);
        Assert.Equal(_reader.Reads - reads, reads);
    }

    [Fact]
    public async Task WhoAsksAfterAHit_SeesIt_AlsoWhileTheSameReportIsRunning()
    {
        var reading = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _reader.AfterReading = () =>
        {
            reading.TrySetResult();
            return release.Task;
        };
        using ReportService service = Service();
        Task<ReportAnswer> before = Ask(service, Today).AsTask();
        await reading.Task;
        _reader.Add("2026-09-10T11:59:00Z", 1);
        Task<ReportAnswer> after = Ask(service, Today).AsTask();
        release.SetResult();
        Assert.Equal("""[{"metrics":[0],"dimensions":[]}]""", Json(await before).GetProperty("results").GetRawText());
        Assert.Equal("""[{"metrics":[1],"dimensions":[]}]""", Json(await after).GetProperty("results").GetRawText());
    }

    [Fact]
    public async Task CachedAnswer_AllocatesNothing()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1);
        using var service = new ReportService(new QuietReader(_reader), _store, _clock, new ReportLimits(), new CoreCalculator());
        byte[] query = Encoding.UTF8.GetBytes(Today);
        await service.AnswerAsync(_site, query, CancellationToken.None);
        Assert.True(service.AnswerAsync(_site, query, CancellationToken.None).IsCompletedSuccessfully);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) Assert.True(service.AnswerAsync(_site, query, CancellationToken.None).IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [Fact]
    public async Task Cache_StaysWithinItsBytes()
    {
        using ReportService service = Service(new ReportLimits { CacheBytes = 20_000 });
        for (int i = 1; i <= 100; i++) await Ask(service, $$"""{"metrics":["visitors"],"date_range":"{{i}}d"}""");
        Assert.InRange(service.CachedBytes, 1, 20_000);
    }
}
