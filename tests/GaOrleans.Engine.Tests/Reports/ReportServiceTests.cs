using System.Text;
using System.Text.Json;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Engine.Tests.Reports;

public sealed class ReportServiceTests : ReportServiceFixture
{
    [Fact]
    public async Task Service_AnswersFromHits()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a", source: "Google");
        _reader.Add("2026-09-10T08:01:00Z", 1, "/b", source: "Google");
        _reader.Add("2026-09-10T09:00:00Z", 2, "/a");
        using ReportService service = Service();
        Assert.Equal("""[{"metrics":[2,2],"dimensions":["/a"]},{"metrics":[1,1],"dimensions":["/b"]}]""", await Results(service, """{"metrics":["visitors","pageviews"],"date_range":"day","dimensions":["event:page"]}"""));
        Assert.Equal("""[{"metrics":[1],"dimensions":["2026-09-10 10:00:00"]},{"metrics":[1],"dimensions":["2026-09-10 11:00:00"]}]""", await Results(service, """{"metrics":["visits"],"date_range":"day","dimensions":["time"]}"""));
    }

    [Fact]
    public async Task Service_CompletesVisits_ThatCrossTheRange()
    {
        _reader.Add("2026-09-09T21:35:00Z", 1, "/a");
        _reader.Add("2026-09-09T21:59:00Z", 1, "/b");
        _reader.Add("2026-09-09T22:10:00Z", 1, "/c");
        _reader.Add("2026-09-10T21:59:00Z", 2, "/a");
        _reader.Add("2026-09-10T22:19:00Z", 2, "/b");
        using ReportService service = Service();
        Assert.Equal("""[{"metrics":[2,1650],"dimensions":[]}]""", await Results(service, """{"metrics":["visits","visit_duration"],"date_range":"day"}"""));
    }

    [Fact]
    public async Task Query_IsRefused_WhenItIsAboutAnotherSite()
    {
        using ReportService service = Service();
        ReportAnswer answer = await Ask(service, """{"site_id":"other.example","metrics":["visitors"],"date_range":"day"}""");
        Assert.Equal((400, """{"error":"#/site_id: The query is about another site."}"""), (answer.Status, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task Service_Answers429_WhenTooManyWait()
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
        ReportAnswer refused = await Ask(service, """{"metrics":["visits"],"date_range":"day"}""");
        Assert.Equal(429, refused.Status);
        Assert.True(refused.RetryAfterSeconds > 0);
        Assert.StartsWith("Too many API requests.", Json(refused).GetProperty("error").GetString(), StringComparison.Ordinal);
        release.SetResult();
        Assert.Equal(200, (await running).Status);
        Assert.Equal(200, (await Ask(service, """{"metrics":["visits"],"date_range":"day"}""")).Status);
    }

    [Fact]
    public async Task Service_Answers503_WhenAReportTakesTooLong()
    {
        var release = new TaskCompletionSource();
        _reader.AfterReading = () => release.Task;
        using ReportService service = Service(new ReportLimits { Timeout = TimeSpan.FromMilliseconds(50) });
        ReportAnswer answer = await Ask(service, Today);
        release.SetResult();
        Assert.Equal(503, answer.Status);
        Assert.Equal("The report took longer than 0.05 seconds; narrow its date range or filters.", Json(answer).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Service_Answers503_WhenAReportThatNeverWaitsTakesTooLong()
    {
        using var release = new ManualResetEventSlim();
        _reader.AfterReading = () =>
        {
            release.Wait(TimeSpan.FromSeconds(5));
            return Task.CompletedTask;
        };
        using ReportService service = Service(new ReportLimits { Timeout = TimeSpan.FromMilliseconds(50) });
        ReportAnswer answer = await Ask(service, Today);
        release.Set();
        Assert.Equal(503, answer.Status);
    }

    [Fact]
    public async Task Service_Answers503_WhenABucketIsDamaged_AndRecovers()
    {
        _reader.AfterReading = () => throw new DamagedBucketException(new BucketKey(1, 0, 0), "its checksum does not match");
        using ReportService service = Service();
        Assert.Equal(503, (await Ask(service, Today)).Status);
        _reader.AfterReading = () => Task.CompletedTask;
        Assert.Equal(200, (await Ask(service, Today)).Status);
    }

    [Fact]
    public async Task Service_Answers503_WhenTheStoreCannotSayWhatChanged()
    {
        const string All = """{"metrics":["visitors"],"date_range":"all"}""";
        using ReportService service = Service();
        Assert.Equal(200, (await Ask(service, Today)).Status);
        Assert.Equal(200, (await Ask(service, All)).Status);
        _reader.Fault = new IOException("cannot read /data/buckets.db: the disk is gone");
        foreach (string query in new[] { Today, All, """{"metrics":["visits"],"date_range":"7d"}""" })
        {
            ReportAnswer answer = await Ask(service, query);
            // Which files the service has is its own business.
            Assert.Equal((503, "Stored hits cannot be read at the moment. Please try again."), (answer.Status, Json(answer).GetProperty("error").GetString()));
        }

        _reader.Fault = null;
        Assert.Equal(200, (await Ask(service, Today)).Status);
    }

    [Fact]
    public async Task LargeRange_IsCountedByDays_AndSaysHowExactItIs()
    {
        for (int day = 1; day <= 9; day++)
        {
            for (ulong visitor = 1; visitor <= 20; visitor++)
            {
                _reader.Add($"2026-09-0{day}T21:50:00Z", visitor, "/a");
                _reader.Add($"2026-09-0{day}T22:05:00Z", visitor, "/b");
            }
        }

        const string Query = """{"metrics":["visitors","visits","pageviews","visit_duration"],"date_range":"7d"}""";
        using ReportService exact = Service();
        using ReportService byDays = Service(new ReportLimits { ExactRows = 100 });
        JsonElement whole = Json(await Ask(exact, Query)), parts = Json(await Ask(byDays, Query));
        Assert.True(whole.GetProperty("meta").GetProperty("exact").GetBoolean());
        Assert.True(parts.GetProperty("meta").GetProperty("exact").GetProperty("visitors_error_percent").GetDouble() > 0);
        // Twenty visitors are too few for a sketch to be wrong.
        Assert.Equal(whole.GetProperty("results").GetRawText(), parts.GetProperty("results").GetRawText());
        Assert.StartsWith("[{\"metrics\":[20,160,280,", whole.GetProperty("results").GetRawText(), StringComparison.Ordinal);
        ReportAnswer done = await Ask(Service(new ReportLimits { ExactRows = 10 }), """{"metrics":["visitors"],"date_range":"7d","filters":[["has_done",["is","event:page",["/a"]]]]}""");
        Assert.Equal((400, "Invalid filters. The date range has too many hits for behavioral filters (has_done, has_not_done); narrow it."), (done.Status, Json(done).GetProperty("error").GetString()));
    }

    [Fact]
    public async Task LargeRange_CountsVisitorsWithinItsError_AndAllElseExactly()
    {
        const int Visitors = 3_000, Days = 7;
        for (int day = 3; day < 3 + Days; day++)
        {
            for (int visitor = 0; visitor < Visitors; visitor++) _reader.Add($"2026-09-0{day}T08:{visitor % 60:00}:00Z", Core.Encoding.Hash64.Mix((ulong)visitor + 1), visitor % 2 == 0 ? "/a" : "/b");
        }

        using ReportService service = Service(new ReportLimits { ExactRows = 1_000 });
        JsonElement answer = Json(await Ask(service, """{"metrics":["visitors","visits","pageviews"],"date_range":"7d","dimensions":["event:page"]}"""));
        double error = answer.GetProperty("meta").GetProperty("exact").GetProperty("visitors_error_percent").GetDouble();
        Assert.InRange(error, 0.1, 2);
        foreach (JsonElement row in answer.GetProperty("results").EnumerateArray())
        {
            long[] metrics = [.. row.GetProperty("metrics").EnumerateArray().Select(value => value.GetInt64())];
            // Five standard errors: a sketch that keeps its promise is that far off once in a million times.
            Assert.InRange(metrics[0], Visitors / 2 * (1 - (5 * error / 100)), Visitors / 2 * (1 + (5 * error / 100)));
            Assert.Equal([Visitors * Days / 2, Visitors * Days / 2], metrics[1..]);
        }
    }

    [Fact]
    public async Task Countries_AreAnsweredByTheirEnglishNames_AndFoundByThem()
    {
        _reader.Add("2026-09-10T08:00:00Z", 1);
        using ReportService service = Service();
        const string Grouped = """{"metrics":["visitors"],"date_range":"day","dimensions":["visit:country_name","visit:country"],"filters":[["is","visit:country_name",["Germany"]]]}""";
        Assert.Equal("""[{"metrics":[1],"dimensions":["Germany","DE"]}]""", await Results(service, Grouped));
        Assert.Equal("[]", await Results(service, Grouped.Replace("[\"Germany\"]", "[\"DE\"]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Goal_IsFoundByItsName_AlsoWhereTheNameShowsAsterisks()
    {
        var noProps = new Dictionary<string, string>(StringComparer.Ordinal);
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Visit /a*", null, "/a*", null, noProps), CancellationToken.None);
        await _store.PutGoalAsync(_site.Id, new Goal(0, "Visit /a page of ours", null, "/ours", null, noProps), CancellationToken.None);
        _reader.Add("2026-09-10T08:00:00Z", 1, "/a1");
        _reader.Add("2026-09-10T08:00:00Z", 2, "/ours");
        using ReportService service = Service();
        const string Query = """{"metrics":["visitors","conversion_rate"],"date_range":"day","filters":[["is","event:goal",["Visit /a*"]]]}""";
        Assert.Equal("""[{"metrics":[1,50],"dimensions":[]}]""", await Results(service, Query));
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(100)]
    public async Task Visit_IsWhole_HoweverLongItGoesOnBesideTheRange(int exactRows)
    {
        DateTimeOffset first = DateTimeOffset.Parse("2026-09-03T10:00:00Z");
        for (int i = 0; i < 7 * 24 * 2; i++) _reader.Add(first.AddMinutes(30 * i).ToString("O"), 1, i == 0 ? "/entry" : "/");
        using ReportService service = Service(new ReportLimits { ExactRows = exactRows });
        const string OneDay = """{"metrics":["visits","visit_duration"],"date_range":["2026-09-06","2026-09-06"],"dimensions":["visit:entry_page"]}""";
        Assert.Equal($$"""[{"metrics":[1,{{((7 * 24 * 2) - 1) * 1800}}],"dimensions":["/entry"]}]""", await Results(service, OneDay));
        Assert.False(Json(await Ask(service, OneDay)).GetProperty("meta").TryGetProperty("visits_cut_hours", out _));
    }

    [Fact]
    public async Task Meta_SaysSo_WhenAVisitGoesOnFurtherThanItIsFollowed()
    {
        DateTimeOffset first = DateTimeOffset.Parse("2026-09-07T10:00:00Z");
        for (int i = 0; i < 2 * 24 * 2; i++) _reader.Add(first.AddMinutes(30 * i).ToString("O"), 1);
        using ReportService service = Service(new ReportLimits { VisitReachHours = 10 });
        JsonElement answer = Json(await Ask(service, """{"metrics":["visits","pageviews"],"date_range":["2026-09-08","2026-09-08"]}"""));
        Assert.Equal("""[{"metrics":[1,48],"dimensions":[]}]""", answer.GetProperty("results").GetRawText());
        Assert.Equal(10, answer.GetProperty("meta").GetProperty("visits_cut_hours").GetInt32());
        answer = Json(await Ask(service, """{"metrics":["visits"],"date_range":"7d"}"""));
        Assert.False(answer.GetProperty("meta").TryGetProperty("visits_cut_hours", out _));
    }

    [Fact]
    public async Task Live_CountsVisitors_OfTheLastFiveMinutes()
    {
        _clock.Now = DateTimeOffset.Parse("2026-09-10T12:02:00Z");
        _reader.Add("2026-09-10T11:56:59Z", 1);
        _reader.Add("2026-09-10T11:57:00Z", 2);
        _reader.Add("2026-09-10T12:01:00Z", 2);
        _reader.Add("2026-09-10T12:01:59Z", 3);
        using ReportService service = Service();
        Assert.Equal(2, await service.LiveVisitorsAsync(_site, CancellationToken.None));
    }

    [Fact]
    public async Task Export_WritesHitsInOrder_SafeForSpreadsheets()
    {
        _reader.Add("2026-09-10T08:00:02Z", 1, "=cmd", "Buy", "a,b", new Revenue(1_500, "EUR"), new KeyValuePair<string, string>("plan", "gold"));
        _reader.Add("2026-09-10T08:00:01Z", 2, "/a");
        _reader.Add("2026-09-11T08:00:01Z", 3, "/later");
        using ReportService service = Service();
        using var output = new MemoryStream();
        Assert.Null(await service.ExportAsync(_site, new(2026, 9, 10), new(2026, 9, 10), output, CancellationToken.None));
        string[] lines = Encoding.UTF8.GetString(output.ToArray()).Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("time,visitor,name,hostname,page,source,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("2026-09-10T08:00:01.000Z,0000000000000002,pageview,example.com,/a,,", lines[1], StringComparison.Ordinal);
        Assert.Equal("2026-09-10T08:00:02.000Z,0000000000000001,Buy,example.com,'=cmd,\"a,b\",,Direct,,,,,,DE,,,,,,,,1.5,EUR,,,\"{\"\"plan\"\":\"\"gold\"\"}\"", lines[2]);
        Assert.Equal("An export can cover at most 366 days.", await service.ExportAsync(_site, new(2025, 1, 1), new(2026, 9, 10), output, CancellationToken.None));
    }

    [Fact]
    public void Limits_AreRefused_WhenTheyMakeNoSense() =>
        Assert.Contains("MaxRunning must be at least 1", Assert.Throws<ArgumentException>(() => new ReportLimits { MaxRunning = 0 }.Validate()).Message, StringComparison.Ordinal);
}
