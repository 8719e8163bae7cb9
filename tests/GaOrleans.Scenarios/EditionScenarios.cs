using System.Text.Json.Nodes;
using GaOrleans.Scenarios.Service;

namespace GaOrleans.Scenarios;

/// <summary>
/// What every edition must count, told over HTTP only: events go in, exact numbers come out. Another edition runs the same by deriving with its own service.
/// </summary>
public abstract class EditionScenarios(IScenarioService service)
{
    private const string March = """["2026-03-01","2026-03-31"]""";

    [Fact]
    public async Task Visits_AreCutAfterHalfAnHour_AndBounceWithOnePageview()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z", "/"), new("a", "2026-03-02T10:10:00Z", "/pricing"), new("a", "2026-03-02T10:40:00Z", "/buy"),
            new("a", "2026-03-02T11:10:01Z", "/"), new("b", "2026-03-02T10:05:00Z", "/"));
        Assert.Equal([": 2,3,5,1.67,67,800"], await shop.AskAsync($$"""{"metrics":["visitors","visits","pageviews","views_per_visit","bounce_rate","visit_duration"],"date_range":{{March}}}"""));
        Assert.Equal(["/: 2,3", "/buy: 1,1", "/pricing: 1,1"], await shop.AskAsync($$"""{"metrics":["visitors","pageviews"],"dimensions":["event:page"],"date_range":{{March}}}"""));
        Assert.Equal(["/: 3"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["visit:entry_page"],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Sources_AreThoseOfTheVisitsFirstHit()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z") { Referrer = "https://www.google.com/search" }, new("a", "2026-03-02T10:01:00Z", "/x") { Referrer = "https://www.bing.com/" },
            new("b", "2026-03-02T10:00:00Z", "/?utm_source=news&utm_medium=email&utm_campaign=march"), new("c", "2026-03-02T10:00:00Z") { Country = "DE" });
        Assert.Equal(["Direct / None: 1", "Google: 1", "news: 1"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["visit:source"],"date_range":{{March}}}"""));
        Assert.Equal(["Direct: 1", "Email: 1", "Organic Search: 1"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["visit:channel"],"date_range":{{March}}}"""));
        Assert.Equal(["Germany: 1"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["visit:country_name"],"filters":[["is","visit:country",["DE"]]],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Hours_AreTheSites_EvenWhereTheOffsetIsOdd()
    {
        using Shop shop = await Shop.OpenAsync(service, "Asia/Kathmandu");
        await shop.SendAsync(new("a", "2026-03-02T18:14:59Z"), new("b", "2026-03-02T18:15:00Z"));
        Assert.Equal(["2026-03-02 23:00:00: 1", "2026-03-03 00:00:00: 1"], await shop.AskAsync("""{"metrics":["visitors"],"dimensions":["time:hour"],"date_range":["2026-03-02","2026-03-03"]}"""));
        Assert.Equal([": 1"], await shop.AskAsync("""{"metrics":["visitors"],"date_range":["2026-03-03","2026-03-03"]}"""));
    }

    [Fact]
    public async Task Reports_MissNothing_WhenTheSiteChangedItsTimeZone()
    {
        using Shop shop = await Shop.OpenAsync(service, "Europe/London");
        await shop.SendAsync(
            new("a", "2026-03-02T18:05:00Z", "/old") { Id = "retried" }, new("b", "2026-03-02T18:20:00Z", "/new"), new("a", "2026-03-02T18:25:00Z", "/new"));
        await shop.MoveAsync("Asia/Kathmandu");
        await shop.SendAsync(new Visited("a", "2026-03-02T18:05:00Z", "/old") { Id = "retried" });
        const string Second = """["2026-03-02","2026-03-02"]""", Third = """["2026-03-03","2026-03-03"]""";
        Assert.Equal([": 1,1"], await shop.AskAsync($$"""{"metrics":["visitors","pageviews"],"date_range":{{Second}}}"""));
        Assert.Equal([": 2,2"], await shop.AskAsync($$"""{"metrics":["visitors","pageviews"],"date_range":{{Third}}}"""));
        Assert.Equal(["/new: 2"], await shop.AskAsync($$"""{"metrics":["pageviews"],"dimensions":["event:page"],"date_range":{{Third}}}"""));
        Assert.Equal(["/new: 1", "/old: 1"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["visit:entry_page"],"date_range":{{Third}}}"""));
        Assert.Equal([": 2,3"], await shop.AskAsync("""{"metrics":["visits","pageviews"],"date_range":["2026-03-02","2026-03-03"]}"""));
    }

    [Fact]
    public async Task Duplicates_CountOnce_WhereverTheyComeFrom()
    {
        using Shop shop = await Shop.OpenAsync(service);
        Visited hit = new("a", "2026-03-02T10:00:00Z") { Id = "once" };
        await shop.SendAsync(hit);
        Assert.Equal(1, (int)(await shop.SendAsync(hit))["duplicates"]!);
        Assert.Equal(2, (int)(await shop.SendAsync(hit, hit, hit with { Id = "other" }))["duplicates"]!);
        Assert.Equal([": 2"], await shop.AskAsync($$"""{"metrics":["pageviews"],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task LateHits_ChangeTheReport_AtOnce()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(new("a", "2026-03-02T10:20:00Z", "/late"), new("a", "2026-03-02T10:50:00Z", "/later"));
        const string Query = $$"""{"metrics":["visits","visit_duration"],"dimensions":["visit:entry_page"],"date_range":{{March}}}""";
        Assert.Equal(["/late: 1,1800"], await shop.AskAsync(Query));
        await shop.SendAsync(new Visited("a", "2026-03-02T09:55:00Z", "/first"));
        Assert.Equal(["/first: 1,3300"], await shop.AskAsync(Query));
    }

    [Fact]
    public async Task Visits_GoOnOverHoursAndMidnight()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(new("a", "2026-03-02T23:40:00Z", "/a"), new("a", "2026-03-03T00:05:00Z", "/b"), new("a", "2026-03-03T00:30:00Z", "/c"));
        Assert.Equal([": 1,3000,0"], await shop.AskAsync($$"""{"metrics":["visits","visit_duration","bounce_rate"],"date_range":{{March}}}"""));
        Assert.Equal(["2026-03-03: 1"], await shop.AskAsync($$"""{"metrics":["visits"],"dimensions":["time:day"],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Goals_ConvertAndEarn()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.PutGoalAsync(new { goal_type = "event", event_name = "Purchase", currency = "EUR" });
        await shop.PutGoalAsync(new { goal_type = "page", page_path = "/blog/**" });
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z", "/blog/one"), new("a", "2026-03-02T10:01:00Z", "/buy", "Purchase") { Revenue = 10.5m },
            new("b", "2026-03-02T10:00:00Z", "/blog/two/x"), new("c", "2026-03-02T10:00:00Z", "/"), new("d", "2026-03-02T10:00:00Z", "/buy", "Purchase") { Revenue = 20m });
        Assert.Equal(["Purchase: 2,2,50,30.5,15.25", "Visit /blog/**: 2,2,50,null,null"],
            await shop.AskAsync($$"""{"metrics":["visitors","events","conversion_rate","total_revenue","average_revenue"],"dimensions":["event:goal"],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Filters_NestAndLookAtWhatVisitorsDid()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z", "/a"), new("a", "2026-03-02T10:01:00Z", "/a", "Signup") { Prop = ("plan", "pro") },
            new("b", "2026-03-02T10:00:00Z", "/b"), new("b", "2026-03-02T10:01:00Z", "/b", "Signup") { Prop = ("plan", "free") }, new("c", "2026-03-02T10:00:00Z", "/a"));
        Assert.Equal([": 1"], await shop.AskAsync($$"""{"metrics":["visitors"],"filters":[["and",[["is","event:page",["/a"]],["has_done",["is","event:name",["Signup"]]]]]],"date_range":{{March}}}"""));
        Assert.Equal([": 1"], await shop.AskAsync($$"""{"metrics":["visitors"],"filters":[["not",["or",[["is","event:page",["/b"]],["has_done",["is","event:name",["Signup"]]]]]]],"date_range":{{March}}}"""));
        Assert.Equal(["free: 1", "pro: 1"], await shop.AskAsync($$"""{"metrics":["visitors"],"dimensions":["event:props:plan"],"filters":[["is","event:name",["Signup"]]],"date_range":{{March}}}"""));
        JsonNode segment = await shop.PostAsync("segments", new { name = "signed up", filters = new object[] { new object[] { "has_done", new object[] { "is", "event:name", new[] { "Signup" } } } } });
        Assert.Equal([": 2"], await shop.AskAsync($$"""{"metrics":["visitors"],"filters":[["is","segment",[{{segment["id"]}}]]],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Comparisons_SayTheChange()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(new("a", "2026-03-02T10:00:00Z"), new("b", "2026-03-03T10:00:00Z"), new("c", "2026-03-03T11:00:00Z"));
        JsonNode answer = await shop.AnswerAsync("""{"metrics":["visitors"],"date_range":["2026-03-03","2026-03-03"],"include":{"comparisons":{"mode":"previous_period"}}}""");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"metrics":[2],"dimensions":[],"comparison":{"dimensions":[],"metrics":[1],"change":[100]}}"""), answer["results"]![0]), answer.ToJsonString());
    }

    [Fact]
    public async Task Funnels_FollowVisitorsFromStepToStep()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z", "/product/1") { Country = "DE" }, new("a", "2026-03-02T10:05:00Z", "/help"), new("a", "2026-03-04T10:00:00Z", "/product/1", "Cart"), new("a", "2026-03-04T10:00:10Z", "/buy", "Purchase"),
            new("b", "2026-03-02T10:00:00Z", "/product/2/x"), new("b", "2026-03-02T10:01:00Z", "/product/2", "Cart"),
            new("c", "2026-03-02T10:00:00Z", "/buy", "Purchase"), new("c", "2026-03-02T10:01:00Z", "/product/3"));
        const string Steps = """ "steps":[{"page":"/product/**"},{"event":"Cart"},{"event":"Purchase"}] """;
        async Task<string> Ask(string more) => string.Join(' ', (await shop.AnswerAsync($$"""{{{Steps}},"date_range":{{March}}{{more}}}""", "funnel"))["results"]!.AsArray().Select(step => $"{step!["visitors"]}/{step["median_seconds"]?.ToJsonString() ?? "null"}"));
        Assert.Equal("3/null 2/86430 1/10", await Ask(""));
        Assert.Equal("3/null 1/60 0/null", await Ask(""","window_seconds":3600"""));
        Assert.Equal("3/null 1/60 0/null", await Ask(""","scope":"visit" """));
        Assert.Equal("1/null 0/null 0/null", await Ask(""","filters":[["is","visit:country",["DE"]]]"""));
        JsonNode answer = await shop.AnswerAsync($$"""{{{Steps}},"date_range":{{March}},"breakdown":"visit:country"}""", "funnel");
        Assert.Equal(["(not set): 2", "DE: 1"], answer["groups"]!.AsArray().Select(group => $"{group!["value"]}: {group["results"]![0]!["visitors"]}"));
    }

    [Fact]
    public async Task Retention_CountsWhoComesBack()
    {
        using Shop shop = await Shop.OpenAsync(service, "Europe/Berlin");
        await shop.SendAsync(
            new("a", "2026-02-27T10:00:00Z"), new("a", "2026-03-02T10:00:00Z"), new("a", "2026-03-08T22:59:00Z"), new("a", "2026-03-08T23:01:00Z"),
            new("b", "2026-03-03T10:00:00Z"), new("b", "2026-03-16T10:00:00Z", "/buy", "Purchase"), new("c", "2026-03-10T10:00:00Z"));
        async Task<string> Ask(string more) => string.Join(' ', (await shop.AnswerAsync($$"""{"period":"week","date_range":["2026-03-02","2026-03-22"]{{more}}}""", "retention"))["results"]!.AsArray()
            .Select(cohort => $"{cohort!["cohort"]}:{cohort["visitors"]}{cohort["returned"]!.ToJsonString()}"));
        Assert.Equal("2026-03-02:2[2,1,1] 2026-03-09:1[1,0] 2026-03-16:0[0]", await Ask(""));
        Assert.Equal("2026-03-02:1[1,0,1] 2026-03-09:1[1,0] 2026-03-16:0[0]", await Ask(""","lookback_days":7"""));
        Assert.Equal("2026-03-02:2[0,0,1] 2026-03-09:1[0,0] 2026-03-16:0[0]", await Ask(""","return":{"event":"Purchase"}"""));
    }

    [Fact]
    public async Task Paths_ShowTheWaysOfVisits()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(
            new("a", "2026-03-02T10:00:00Z", "/"), new("a", "2026-03-02T10:01:00Z", "/"), new("a", "2026-03-02T10:02:00Z", "/pricing"), new("a", "2026-03-02T10:03:00Z", "/buy", "Purchase"),
            new("b", "2026-03-02T10:00:00Z", "/"), new("b", "2026-03-02T10:01:00Z", "/pricing"), new("c", "2026-03-02T10:00:00Z", "/"), new("c", "2026-03-02T11:00:00Z", "/pricing"));
        async Task<string> Ask(string more)
        {
            JsonNode paths = (await shop.AnswerAsync($$"""{"date_range":{{March}}{{more}}}""", "paths"))["results"]!;
            string Name(JsonNode? node) => (string)paths["nodes"]![(int)node!]!["name"]!;
            return string.Join(' ', paths["links"]!.AsArray().Select(link => $"{Name(link!["source"])}-{Name(link["target"])}:{link["visits"]}").Prepend($"{paths["visits"]}"));
        }

        Assert.Equal("3 /-/pricing:2", await Ask(""","from":{"page":"/"}"""));
        Assert.Equal("1 /pricing-Purchase:1 /-/pricing:1", await Ask(""","to":{"event":"Purchase"},"items":"events" """));
    }

    [Fact]
    public async Task SavedQueries_AnswerLikePostedOnes()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.SendAsync(new("a", "2026-03-02T10:00:00Z"), new("b", "2026-03-02T10:00:00Z"));
        await shop.PutAsync("queries/mine", new { metrics = new[] { "visitors" }, date_range = new[] { "2026-03-01", "2026-03-31" } });
        JsonNode answer = await shop.PostAsync("queries/mine/run", new { });
        Assert.Equal("[2]", answer["results"]![0]!["metrics"]!.ToJsonString());
    }

    [Fact]
    public async Task Quota_HoldsOverARestart_AndEndsWhenItIsRaised()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.LimitAsync(service, monthlyHits: 20, mostSites: 1);
        await shop.UseUpAsync();
        Assert.True((await shop.ReportedAsync(service))["hits_this_month"]!.GetValue<long>() >= 20);
        await service.RestartAsync();
        // What the last process knew it knows anew within a second or two.
        await shop.UseUpAsync();
        Assert.Equal(402, await shop.AddSiteAsync());
        await shop.LimitAsync(service, monthlyHits: null, mostSites: null);
        await shop.TakesAgainAsync();
        Assert.Equal(200, await shop.AddSiteAsync());
    }

    [Fact]
    public async Task Restart_KeepsHitsGoalsAndNumbers()
    {
        using Shop shop = await Shop.OpenAsync(service);
        await shop.PutGoalAsync(new { goal_type = "event", event_name = "Purchase" });
        Visited purchase = new("a", "2026-03-02T10:01:00Z", "/", "Purchase") { Id = "p1" };
        await shop.SendAsync(new Visited("a", "2026-03-02T10:00:00Z"), purchase, new Visited("b", "2026-03-05T10:00:00Z"));
        const string Query = $$"""{"metrics":["visitors","events"],"dimensions":["time:day"],"date_range":{{March}}}""";
        string[] before = await shop.AskAsync(Query);
        string export = await shop.GetAsync("export.csv?from=2026-03-01&to=2026-03-31");
        await service.RestartAsync();
        Assert.Equal(["2026-03-02: 1,2", "2026-03-05: 1,1"], before);
        Assert.Equal(before, await shop.AskAsync(Query));
        Assert.Equal(export, await shop.GetAsync("export.csv?from=2026-03-01&to=2026-03-31"));
        Assert.Equal(1, (int)(await shop.SendAsync(purchase))["duplicates"]!);
        Assert.Equal(["Purchase: 1"], await shop.AskAsync($$"""{"metrics":["events"],"dimensions":["event:goal"],"date_range":{{March}}}"""));
    }

    [Fact]
    public async Task Now_IsCountedAtOnce_AndLive()
    {
        using Shop shop = await Shop.OpenAsync(service);
        string now = TimeProvider.System.GetUtcNow().ToString("O");
        await shop.SendAsync(new Visited("a", now), new Visited("b", now));
        Assert.Equal("""{"visitors":2}""", await shop.GetAsync("live"));
        Assert.Equal([": 2"], await shop.AskAsync("""{"metrics":["visitors"],"date_range":"24h"}"""));
    }
}
