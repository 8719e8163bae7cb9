using System.Text;
using System.Text.Json;
using GaOrleans.Core.Reports;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Answered;

namespace GaOrleans.Engine.Tests.Reports;

public sealed class JourneyServiceTests : ReportServiceFixture
{
    private const string Funnel = """{"date_range":"day","steps":[{"page":"/p/*"},{"event":"cart"},{"name":"=Buy","event":"buy"}]}""";

    [Fact]
    public async Task Funnel_IsAnsweredInFull()
    {
        AddShoppers();
        using ReportService service = Service();
        AnsweredFunnel funnel = Read(await AskFunnel(service, Funnel), AnsweredFunnel.Read);
        Assert.Equal(
            [
                new AnsweredFunnelStep(1, "/p/*", 3, 100, null, null, null, null),
                new AnsweredFunnelStep(2, "cart", 2, 66.67, 66.67, 1, 33.33, 90),
                new AnsweredFunnelStep(3, "=Buy", 1, 33.33, 50, 1, 50, 0.5),
            ],
            funnel.Steps);
        Assert.Equal(("2026-09-10T00:00:00+02:00", "2026-09-10T23:59:59+02:00", 0), (funnel.From, funnel.To, funnel.TotalGroups));
        Assert.Empty(funnel.Groups);
    }

    [Fact]
    public async Task Funnel_IsBrokenDown_ByTheVisitInWhichItBegins()
    {
        AddShoppers();
        using ReportService service = Service();
        AnsweredFunnel funnel = Read(await AskFunnel(service, """{"date_range":"day","breakdown":"visit:source","limit":1,"scope":"visit","window_seconds":60,"steps":[{"page":"/p/*"},{"event":"cart"}]}"""), AnsweredFunnel.Read);
        Assert.Equal((3, 1, 2), (funnel.Steps[0].Visitors, funnel.Steps[1].Visitors, funnel.TotalGroups));
        AnsweredFunnelGroup google = Assert.Single(funnel.Groups);
        Assert.Equal(("Google", 2L, 1L), (google.Value, google.Steps[0].Visitors, google.Steps[1].Visitors));
    }

    [Fact]
    public async Task Funnel_IsWrittenAsCsv_WithoutFormulas()
    {
        AddShoppers();
        using ReportService service = Service();
        ReportAnswer answer = await service.FunnelAsync(_site, Encoding.UTF8.GetBytes(Funnel), ReportFormat.Csv, CancellationToken.None);
        Assert.Equal("step,name,visitors,conversion_rate,step_conversion_rate,drop_off,drop_off_rate,median_seconds\r\n1,/p/*,3,100,,,,\r\n2,cart,2,66.67,66.67,1,33.33,90\r\n3,'=Buy,1,33.33,50,1,50,0.5\r\n", Text(answer));
    }

    [Fact]
    public async Task Retention_IsAnsweredInFull()
    {
        _reader.Add("2026-09-07T08:00:00Z", 1);
        _reader.Add("2026-09-08T08:00:00Z", 1);
        _reader.Add("2026-09-08T09:00:00Z", 2);
        _reader.Add("2026-09-08T22:30:00Z", 2);
        _reader.Add("2026-09-10T08:00:00Z", 1);
        using ReportService service = Service();
        AnsweredRetention retention = Read(await AskRetention(service, """{"date_range":["2026-09-07","2026-09-10"],"periods":2}"""), AnsweredRetention.Read);
        Assert.Equal("day", retention.Period);
        Assert.Equal(
            ["2026-09-07 1: 1 1 0 (100 100 0) 3", "2026-09-08 1: 1 1 0 (100 100 0) 2", "2026-09-09 0: 0 0 (0 0) 1", "2026-09-10 0: 0 (0) 0"],
            retention.Cohorts.Select(cohort => $"{cohort.Cohort} {cohort.Visitors}: {string.Join(' ', cohort.Returned)} ({string.Join(' ', cohort.Percent)}) {cohort.Complete}"));
        Assert.Equal("2: 2 2 2 | 2 2 0 | 100 100 0", $"{retention.Total.Visitors}: {string.Join(' ', retention.Total.Of)} | {string.Join(' ', retention.Total.Returned)} | {string.Join(' ', retention.Total.Percent)}");
    }

    [Fact]
    public async Task Retention_LeavesOutWhoIsKnown_WhenItLooksBack()
    {
        _reader.Add("2026-09-01T08:00:00Z", 1);
        _reader.Add("2026-09-08T08:00:00Z", 1);
        _reader.Add("2026-09-08T09:00:00Z", 2);
        using ReportService service = Service();
        async Task<long> Visitors(int days) => Read(await AskRetention(service, $$"""{"date_range":["2026-09-07","2026-09-10"],"lookback_days":{{days}}}"""), AnsweredRetention.Read).Total.Visitors;
        Assert.Equal((2, 2, 1), (await Visitors(0), await Visitors(5), await Visitors(6)));
    }

    // 12:00 on Thursday: Wednesday is over, Thursday is not, until it is midnight.
    [Fact]
    public async Task Retention_KnowsWhenAPeriodIsOver_AlsoFromTheCache()
    {
        using ReportService service = Service();
        async Task<string> Complete() => string.Join(' ', Read(await AskRetention(service, """{"date_range":["2026-09-09","2026-09-10"]}"""), AnsweredRetention.Read).Cohorts.Select(cohort => cohort.Complete));
        Assert.Equal("1 0", await Complete());
        _clock.Now += TimeSpan.FromHours(9.9);
        Assert.Equal("1 0", await Complete());
        _clock.Now += TimeSpan.FromHours(0.2);
        Assert.Equal("2 1", await Complete());
    }

    [Theory]
    [InlineData("""{"date_range":"day","from":{"page":"/"},"nodes":1}""", "3 | 1 page / 3/1 | 2 page /a 1/0 | 2 other (other) 1/1 | 3 page /b 1/1 | 0-1 1 | 0-2 1 | 1-3 1")]
    [InlineData("""{"date_range":"day","to":{"event":"buy"},"items":"events","steps":3}""", "1 | 1 event buy 1/0 | 2 page /b 1/0 | 3 page /a 1/0 | 1-0 1 | 2-1 1")]
    public async Task Paths_AreAnsweredInFull(string query, string expected)
    {
        foreach ((string time, ulong visitor, string page, string name) in new[]
        {
            ("08:00:00", 1UL, "/", "pageview"), ("08:01:00", 1UL, "/", "pageview"), ("08:02:00", 1UL, "/a", "pageview"), ("08:03:00", 1UL, "/b", "pageview"), ("08:04:00", 1UL, "/b", "buy"),
            ("08:00:00", 2UL, "/", "pageview"), ("08:00:01", 2UL, "/c", "pageview"), ("08:00:00", 3UL, "/", "pageview"), ("08:00:00", 4UL, "/x", "pageview"),
        }) _reader.Add($"2026-09-10T{time}Z", visitor, page, name);
        using ReportService service = Service();
        AnsweredPaths paths = Read(await AskPaths(service, query), AnsweredPaths.Read);
        IEnumerable<string> nodes = paths.Nodes.Select(node => $"{node.Step} {node.Kind} {node.Name} {node.Visits}/{node.Ends}"), links = paths.Links.Select(link => $"{link.Source}-{link.Target} {link.Visits}");
        Assert.Equal(expected, string.Join(" | ", [$"{paths.Visits}", .. nodes, .. links]));
    }

    [Fact]
    public async Task Journeys_AreAnsweredFromMemory_UntilAHitComes()
    {
        AddShoppers();
        using ReportService service = Service();
        long before = Read(await AskFunnel(service, Funnel), AnsweredFunnel.Read).Steps[0].Visitors;
        int reads = _reader.Reads;
        Assert.Equal(before, Read(await AskFunnel(service, Funnel), AnsweredFunnel.Read).Steps[0].Visitors);
        Assert.Equal(reads, _reader.Reads);
        _reader.Add("2026-09-10T09:00:00Z", 77, "/p/9");
        Assert.Equal(before + 1, Read(await AskFunnel(service, Funnel), AnsweredFunnel.Read).Steps[0].Visitors);
    }

    // The same bytes ask for different things at different doors.
    [Fact]
    public async Task Journeys_AreNotMistakenForEachOther_InTheCache()
    {
        AddShoppers();
        using ReportService service = Service();
        const string Plain = """{"date_range":"day"}""";
        Assert.Equal(200, (await AskRetention(service, Plain)).Status);
        Assert.Equal(200, (await AskPaths(service, Plain)).Status);
        Assert.Equal(JsonValueKind.Array, Json(await AskRetention(service, Plain)).GetProperty("results").ValueKind);
        Assert.Equal(JsonValueKind.Object, Json(await AskPaths(service, Plain)).GetProperty("results").ValueKind);
        Assert.Equal(400, (await AskFunnel(service, Plain)).Status);
        Assert.Equal(400, (await Ask(service, Plain)).Status);
    }

    [Fact]
    public async Task Journeys_FollowTheConfiguration()
    {
        AddShoppers();
        const string Query = """{"date_range":"day","filters":[["is","segment",[1]]],"steps":[{"page":"/p/*"},{"goal":"Cart"}]}""";
        using ReportService service = Service();
        ReportAnswer refused = await AskFunnel(service, Query);
        Assert.Equal(400, refused.Status);
        Assert.StartsWith("#/filters: Invalid filters. Some segments don't exist", Json(refused).GetProperty("error").GetString(), StringComparison.Ordinal);
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Cart", "cart", null, null, new Dictionary<string, string>()), CancellationToken.None);
        SiteDocument? segment = await _store.PutDocumentAsync(_site.Id, DocumentKind.Segment, "g", """{"filters":[["is","visit:source",["Google"]]]}""", CancellationToken.None);
        AnsweredFunnel funnel = Read(await AskFunnel(service, Query.Replace("[1]", $"[{segment!.Id}]", StringComparison.Ordinal)), AnsweredFunnel.Read);
        Assert.Equal((2, 2), (funnel.Steps[0].Visitors, funnel.Steps[1].Visitors));
    }

    [Fact]
    public async Task Journeys_AreRefused_WhenTheRangeHoldsTooMuch()
    {
        AddShoppers();
        using ReportService service = Service(new ReportLimits { ExactRows = 1 });
        ReportAnswer answer = await AskFunnel(service, Funnel);
        Assert.Equal((400, "#/date_range: The date range has too many hits to follow visitors through all of it; narrow it."), (answer.Status, Json(answer).GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Retention_IsRefused_WhenItHasTooManyPeriods()
    {
        using ReportService service = Service();
        ReportAnswer answer = await AskRetention(service, """{"date_range":"500d"}""");
        Assert.Equal((400, "#/date_range: The date range has more than 400 periods."), (answer.Status, Json(answer).GetProperty("error").GetString()));
        Assert.Equal(200, (await AskRetention(service, """{"date_range":"500d","period":"week"}""")).Status);
    }

    [Fact]
    public async Task Journeys_AreRefused_WhenTheyAreAboutAnotherSiteOrTooLong()
    {
        using ReportService service = Service();
        Assert.Equal("""{"error":"#/site_id: The query is about another site."}""", Text(await AskPaths(service, """{"site_id":"other.example","date_range":"day"}""")));
        Assert.StartsWith("""{"error":"#: Expected at most 65536 bytes""", Text(await AskPaths(service, new string(' ', 70_000))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journeys_ShareTheGateWithQueries()
    {
        var reading = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        _reader.AfterReading = () =>
        {
            reading.TrySetResult();
            return release.Task;
        };
        using ReportService service = Service(new ReportLimits { MaxRunning = 1, MaxWaiting = 0 });
        Task<ReportAnswer> running = Ask(service, Today).AsTask();
        await reading.Task;
        ReportAnswer refused = await AskFunnel(service, Funnel);
        Assert.Equal(429, refused.Status);
        Assert.True(refused.RetryAfterSeconds > 0);
        release.SetResult();
        Assert.Equal(200, (await running).Status);
        Assert.Equal(200, (await AskFunnel(service, Funnel)).Status);
    }

    [Fact]
    public async Task Journeys_Answer503_WhenTheyTakeTooLong()
    {
        var release = new TaskCompletionSource();
        _reader.AfterReading = () => release.Task;
        using ReportService service = Service(new ReportLimits { Timeout = TimeSpan.FromMilliseconds(50) });
        ReportAnswer answer = await AskRetention(service, """{"date_range":"day"}""");
        release.SetResult();
        Assert.Equal(503, answer.Status);
    }

    // A visit from before midnight keeps the source it came with.
    [Fact]
    public async Task Visits_AreWhole_BeyondTheEndsOfTheRange()
    {
        _reader.Add("2026-09-09T21:50:00Z", 1, "/", source: "Google");
        _reader.Add("2026-09-09T22:05:00Z", 1, "/p/1");
        _reader.Add("2026-09-09T22:06:00Z", 1, "/p/1", "cart");
        using ReportService service = Service();
        AnsweredFunnel funnel = Read(await AskFunnel(service, """{"date_range":"day","breakdown":"visit:source","steps":[{"page":"/p/*"},{"event":"cart"}]}"""), AnsweredFunnel.Read);
        Assert.Equal(("Google", 1L), (Assert.Single(funnel.Groups).Value, funnel.Groups[0].Steps[1].Visitors));
    }

    private delegate T? Reader<T>(ReportAnswer answer, out string? error);

    private static T Read<T>(ReportAnswer answer, Reader<T> read)
    {
        T? answered = read(answer, out string? error);
        Assert.True(answered is not null, error);
        return answered;
    }

    private static string Text(ReportAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);

    private ValueTask<ReportAnswer> AskFunnel(ReportService service, string query) => service.FunnelAsync(_site, Encoding.UTF8.GetBytes(query), ReportFormat.Json, CancellationToken.None);

    private ValueTask<ReportAnswer> AskRetention(ReportService service, string query) => service.RetentionAsync(_site, Encoding.UTF8.GetBytes(query), ReportFormat.Json, CancellationToken.None);

    private ValueTask<ReportAnswer> AskPaths(ReportService service, string query) => service.PathsAsync(_site, Encoding.UTF8.GetBytes(query), ReportFormat.Json, CancellationToken.None);

    private void AddShoppers()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1, "/p/1", source: "Google");
        _reader.Add("2026-09-10T08:02:00Z", 1, "/p/1", "cart");
        _reader.Add("2026-09-10T08:02:00.500Z", 1, "/buy", "buy");
        _reader.Add("2026-09-10T08:00:00Z", 2, "/p/2", source: "Google");
        _reader.Add("2026-09-10T08:01:00Z", 2, "/p/2", "cart");
        _reader.Add("2026-09-10T08:00:00Z", 3, "/p/3");
        _reader.Add("2026-09-10T08:00:00Z", 4, "/", "buy");
    }
}
