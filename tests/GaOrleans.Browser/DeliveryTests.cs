using Microsoft.AspNetCore.Http;

namespace GaOrleans.Browser;

public sealed class DeliveryTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    private const string Track = "name => AnalyticsService.track(name, { props: { a: 1 } })";

    [BrowserFact]
    public async Task Event_IsRetriedWithItsIdAndTime_WhenTheCollectorIsOverloaded()
    {
        await Open();
        var refusals = new Queue<int>([503, 429, 500]);
        Site.Answer = _ => refusals.TryDequeue(out var status) ? status : StatusCodes.Status202Accepted;
        await Page.EvaluateAsync(Track, "Sale");
        await WaitForQueue(1);
        var accepted = await Recorder.WaitFor("Sale");
        var attempts = Recorder.All.Where(posted => posted.Name == "Sale").ToArray();
        Assert.Equal([503, 429, 500, 202], attempts.Select(posted => posted.Status));
        Assert.All(attempts, posted => Assert.Equal((accepted.Id, accepted.Number("t")), (posted.Id, posted.Number("t"))));
        Assert.True(attempts[3].Number("s") > attempts[0].Number("s"));
        // 1, 2 and 4 seconds, each less a quarter at most.
        Assert.True(attempts[3].Number("s") - attempts[0].Number("s") >= 5_000);
        await WaitForQueue(0);
    }

    [BrowserFact]
    public async Task Event_IsNotRetried_WhenTheCollectorCallsItBad()
    {
        await Open();
        Site.Answer = body => body.GetProperty("n").GetString() == "Bad" ? 400 : 202;
        Assert.Equal(400, await Page.EvaluateAsync<int>(
            "() => new Promise(done => AnalyticsService.track('Bad', { callback: result => done(result.status) }))"));
        Assert.Equal(0, await Page.EvaluateAsync<int>("() => localStorage.length"));
    }

    [BrowserFact]
    public async Task Queue_IsDeliveredInOrder_WhenTheBrowserIsOnlineAgain()
    {
        await Open();
        await Context.SetOfflineAsync(true);
        string[] names = ["First", "Second", "Third"];
        for (var i = 0; i < names.Length; i++)
        {
            await Page.EvaluateAsync(Track, names[i]);
            await WaitForQueue(i + 1);
        }
        await Context.SetOfflineAsync(false);
        await Recorder.WaitFor("Third");
        Assert.Equal(names, Recorder.All.Skip(1).Select(posted => posted.Name));
    }

    [BrowserFact]
    public async Task Queue_SurvivesAReload_WhenTheCollectorWasDown()
    {
        await Open();
        Site.Answer = _ => 503;
        await Page.EvaluateAsync(Track, "Sale");
        await WaitForQueue(1);
        Site.Answer = body => body.GetProperty("n").GetString() == "Sale" ? 202 : 503;
        await Page.ReloadAsync();
        var accepted = await Recorder.WaitFor("Sale");
        Assert.Equal(Recorder.All.First(posted => posted.Name == "Sale").Id, accepted.Id);
    }

    [BrowserFact]
    public async Task Event_IsDelivered_WhenConnectionsWereRefusedAndTheCollectorReturns()
    {
        var collector = await TestSite.Start();
        var port = collector.Port;
        Site.Script += $" data-api=\"{collector.At("/api/event")}\"";
        await Page.GotoAsync(Site.At("/"));
        await collector.Recorder.WaitFor("pageview");
        await collector.DisposeAsync();

        var failed = await Page.EvaluateAsync<bool>(
            "() => new Promise(done => AnalyticsService.track('Sale', { callback: result => done('error' in result) }))");
        Assert.True(failed);
        await WaitForQueue(1);

        await using var returned = await TestSite.Start(port);
        await returned.Recorder.WaitFor("Sale");
        await WaitForQueue(0);
    }

    [BrowserFact]
    public async Task Queue_IsBounded_AndForgetsWhatIsOlderThanADay()
    {
        Site.Answer = _ => 503;
        await Page.AddInitScriptAsync(
            """
            localStorage.ga_event_old = JSON.stringify({ n: 'Old', id: 'old', t: Date.now() - 25 * 3600e3 })
            localStorage.ga_event_young = JSON.stringify({ n: 'Young', id: 'young', t: Date.now() - 3600e3 })
            """);
        await Open();
        await Page.EvaluateAsync("() => { for (let i = 0; i < 120; i++) AnalyticsService.track('Many' + i) }");
        await Recorder.WaitFor(120, posted => posted.Name.StartsWith("Many", StringComparison.Ordinal));
        await WaitForQueue(100);
        var keys = await Page.EvaluateAsync<string[]>("() => Object.keys(localStorage)");
        Assert.DoesNotContain("ga_event_old", keys);
        Assert.DoesNotContain("ga_event_young", keys);
        Assert.DoesNotContain(Recorder.All, posted => posted.Name == "Old");
    }

    [BrowserFact]
    public async Task Queue_IsDeliveredOnce_WhenTwoTabsAreOpen()
    {
        await Open();
        var second = await NewTab();
        await second.GotoAsync(Site.At("/second"));
        await Recorder.WaitFor(2, posted => posted.Name == "pageview");
        Site.Answer = _ => 503;
        await Page.EvaluateAsync("() => { for (let i = 0; i < 5; i++) AnalyticsService.track('First' + i) }");
        await second.EvaluateAsync("() => { for (let i = 0; i < 5; i++) AnalyticsService.track('Second' + i) }");
        await WaitForQueue(10);
        Site.Answer = _ => 202;
        await Task.WhenAll(
            Page.EvaluateAsync("() => dispatchEvent(new Event('online'))"),
            second.EvaluateAsync("() => dispatchEvent(new Event('online'))"));
        await WaitForQueue(0);
        var accepted = Recorder.All.Where(posted => posted.Accepted && posted.Name != "pageview").Select(posted => posted.Id).ToArray();
        Assert.Equal(10, accepted.Length);
        Assert.Equal(10, accepted.Distinct(StringComparer.Ordinal).Count());
    }

    [BrowserFact]
    public async Task DamagedEntries_AreForgotten_AndThePagesOwnAreLeftAlone()
    {
        await Page.AddInitScriptAsync(
            """
            Object.assign(localStorage, { ga_event_torn: '{"n":', ga_event_number: '5', ga_event_null: 'null', ga_event_other: '{"id":"else","t":9e15}', shop_cart: '[1]' })
            """);
        await Open();
        await WaitForQueue(0);
        Assert.Equal(["shop_cart"], await Page.EvaluateAsync<string[]>("() => Object.keys(localStorage)"));
        Assert.Single(await AllUntilNow());
    }

    [BrowserFact]
    public async Task Event_IsRetried_WhenStorageIsForbidden()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })");
        await Open();
        var refusals = new Queue<int>([503]);
        Site.Answer = _ => refusals.TryDequeue(out var status) ? status : StatusCodes.Status202Accepted;
        await Page.EvaluateAsync(Track, "Sale");
        await Recorder.WaitFor("Sale");
        Assert.Equal(2, Recorder.All.Count(posted => posted.Name == "Sale"));
    }

    [BrowserFact]
    public async Task Engagement_IsKept_WhenThePageIsLeftOffline()
    {
        await Open("/one");
        await Context.SetOfflineAsync(true);
        await Show(false);
        await WaitForQueue(1);
        await Context.SetOfflineAsync(false);
        await Recorder.WaitFor("engagement");
    }
}
