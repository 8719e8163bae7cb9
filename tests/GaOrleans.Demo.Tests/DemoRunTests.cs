using System.Globalization;
using System.Net;
using System.Text.Json;
using GaOrleans.Demo.Sending;

namespace GaOrleans.Demo.Tests;

public sealed class DemoRunTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 4, 12, 7, 0, TimeSpan.Zero);
    private static readonly DemoOptions TwoDays = new() { Days = 2, VisitsPerDay = 600, Key = "secret", Seed = 3 };
    private readonly ManualTime _time = new(Now);
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Fill_SendsWholeDaysInBatches_WithCircumstancesAndOnlyThePast()
    {
        var fake = new FakeService(Healthy);
        var run = Run(TwoDays, fake);
        await run.Go(CancellationToken.None);
        var batches = fake.Requests.Where(request => request.Path == "/v1/events").Select(request => JsonDocument.Parse(request.Body).RootElement).ToArray();
        var events = batches.SelectMany(batch => batch.GetProperty("events").EnumerateArray()).ToArray();
        Assert.Equal(events.Length, run.Tally.Accepted);
        Assert.All(batches, batch => Assert.InRange(batch.GetProperty("events").GetArrayLength(), 1, Batch.MostHits));
        Assert.All(events, hit => Assert.InRange(hit.GetProperty("timestamp").GetInt64(), Now.AddDays(-2).AddMinutes(-15).ToUnixTimeMilliseconds(), Now.ToUnixTimeMilliseconds()));
        Assert.All(events, hit => Assert.True(hit.TryGetProperty("ip", out _) && hit.TryGetProperty("user_agent", out _) && hit.TryGetProperty("country", out _)));
        Assert.Equal(6, batches.Select(batch => batch.GetProperty("site").GetString()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(fake.Requests, request => Assert.Equal("Bearer secret", request.Headers["Authorization"]));
        Assert.Contains($"{run.Tally.Accepted:N0} accepted", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fill_SendsTheSameIds_WhenItIsRunAgainLater()
    {
        var first = new FakeService(Healthy);
        await Run(TwoDays, first).Go(CancellationToken.None);
        _time.Pass(TimeSpan.FromMinutes(30));
        var second = new FakeService(Healthy);
        await Run(TwoDays, second).Go(CancellationToken.None);
        var before = Ids(first);
        var shared = before.Intersect(Ids(second), StringComparer.Ordinal).Count();
        Assert.InRange(shared, before.Count * 0.9, before.Count - 1);
    }

    [Fact]
    public async Task Fill_CreatesMissingSitesAndGoals()
    {
        var fake = new FakeService(request => request.Method == "GET" && request.Path != "/api/v1/sites/demo.example" ? FakeService.Answer(HttpStatusCode.NotFound) : Healthy(request));
        await Run(TwoDays, fake).Go(CancellationToken.None);
        var created = fake.Requests.Where(request => request is { Method: "POST", Path: "/api/v1/sites" }).Select(request => request.Body).ToArray();
        Assert.Equal(5, created.Length);
        Assert.Contains("""{"domain":"himalaya-tea.example","timezone":"Asia/Kathmandu","currency":"NPR"}""", created);
        Assert.Contains(fake.Requests, request => request.Path == "/api/v1/sites/goals" && request.Body == """{"site_id":"demo.example","goal_type":"event","event_name":"Purchase","currency":"EUR"}""");
    }

    [Fact]
    public async Task Fill_UsesWhatItMay_WhenSitesCannotBeCreated()
    {
        var fake = new FakeService(request => request.Path.StartsWith("/api/v1/sites", StringComparison.Ordinal) && request.Path != "/api/v1/sites/demo.example"
            ? FakeService.Answer(HttpStatusCode.Forbidden, "no scope") : Healthy(request));
        await Run(TwoDays, fake).Go(CancellationToken.None);
        Assert.All(fake.Requests.Where(request => request.Path == "/v1/events"), request => Assert.StartsWith("""{"site":"demo.example",""", request.Body, StringComparison.Ordinal));
        Assert.Contains("left out pacific-surf.example: 403 no scope", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fill_TellsWhatWasNotCounted()
    {
        var fake = new FakeService(request => request.Path != "/v1/events" ? Healthy(request) : FakeService.Answer(HttpStatusCode.Accepted,
            """{"accepted":1,"duplicates":2,"dropped":[{"index":0,"reason":"bot"}],"invalid":[{"index":4,"error":"url: is required"}]}"""));
        var run = Run(TwoDays, fake);
        await run.Go(CancellationToken.None);
        var batches = fake.Requests.Count(request => request.Path == "/v1/events");
        Assert.Equal($"{batches} accepted, {2 * batches} sent before, {batches} dropped (bot), {batches} refused (url: is required)", run.Tally.ToString());
        Assert.Equal(5 * batches, run.Tally.Answered);
    }

    [Fact]
    public async Task Fill_EndsWithTheReason_WhenTheKeyIsRefused()
    {
        var fake = new FakeService(request => request.Path == "/v1/events" ? FakeService.Answer(HttpStatusCode.Unauthorized, "unknown key") : Healthy(request));
        var failure = await Assert.ThrowsAsync<DemoFailureException>(() => Run(TwoDays, fake).Go(CancellationToken.None));
        Assert.Equal("cannot send events: 401 unknown key; give a key with the scope to ingest", failure.Message);
    }

    [Fact]
    public async Task Run_SaysAtOnce_ThatNobodyIsThere()
    {
        var fake = new FakeService(_ => throw new HttpRequestException("connection refused"));
        var failure = await Assert.ThrowsAsync<DemoFailureException>(() => Run(TwoDays, fake).Go(CancellationToken.None));
        Assert.StartsWith("cannot reach http://service.example/", failure.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, _time.Waited);
    }

    [Fact]
    public async Task Fill_NeedsAKey()
    {
        var options = TwoDays with { Key = null, Data = Path.Combine(Path.GetTempPath(), "no-such-demo") };
        var failure = await Assert.ThrowsAsync<DemoFailureException>(() => Run(options, new FakeService(Healthy)).Go(CancellationToken.None));
        Assert.Contains("cannot fill past days without a key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_SendsSingleHitsOfPeople_AtTheRate()
    {
        var fake = new FakeService(Healthy);
        var run = Run(new DemoOptions { Rate = 50, Hits = 400, Key = "secret" }, fake);
        await run.Go(CancellationToken.None);
        var hits = fake.Requests.Where(request => request.Path == "/api/event" || request.Path.StartsWith("/pixel.gif?", StringComparison.Ordinal)).ToArray();
        Assert.Equal(400, hits.Length);
        Assert.Equal(400, run.Tally.Accepted);
        Assert.Contains(hits, request => request.Method == "GET");
        Assert.All(hits, request => Assert.Equal(request.Headers["X-Forwarded-For"], request.Headers["X-Plausible-IP"]));
        Assert.All(hits, request => Assert.NotEmpty(request.Headers["User-Agent"]));
        Assert.InRange(_time.Waited.TotalSeconds, 7.9, 8.2);
    }

    [Fact]
    public async Task Live_SendsOnlyToTheFirstSite_WhenThereIsNoKey()
    {
        var fake = new FakeService(Healthy);
        var options = new DemoOptions { Rate = 100, Hits = 50, Data = Path.Combine(Path.GetTempPath(), "no-such-demo") };
        await Run(options, fake).Go(CancellationToken.None);
        Assert.Equal(50, fake.Requests.Count);
        Assert.All(fake.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization") || request.Headers.ContainsKey("X-Plausible-IP")));
        Assert.All(fake.Requests.Where(request => request.Method == "POST"), request => Assert.Contains("\"d\":\"demo.example\"", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Live_TellsWhatWasSent_WhenItIsCancelled()
    {
        using var stop = new CancellationTokenSource();
        var fake = new FakeService(request =>
        {
            if (request.Path == "/api/event") stop.Cancel();
            return Healthy(request);
        });
        await Run(new DemoOptions { Rate = 100, Key = "secret" }, fake).Go(stop.Token);
        Assert.Contains(" accepted", _output.ToString().TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    private static HttpResponseMessage Healthy(SentRequest request)
    {
        if (request.Path != "/v1/events") return FakeService.Answer(HttpStatusCode.Accepted, "ok");
        using var body = JsonDocument.Parse(request.Body);
        var count = body.RootElement.GetProperty("events").GetArrayLength().ToString(CultureInfo.InvariantCulture);
        return FakeService.Answer(HttpStatusCode.Accepted, $$"""{"accepted":{{count}},"duplicates":0,"dropped":[],"invalid":[]}""");
    }

    private static HashSet<string> Ids(FakeService fake) => fake.Requests.Where(request => request.Path == "/v1/events")
        .SelectMany(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("events").EnumerateArray())
        .Select(hit => hit.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);

    private DemoRun Run(DemoOptions options, FakeService fake) => new(options, new ServiceClient(fake.Client(), _time), _output, isTerminal: false, _time);
}
