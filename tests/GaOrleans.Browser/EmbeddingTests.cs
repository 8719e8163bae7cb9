namespace GaOrleans.Browser;

public sealed class EmbeddingTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task Tracker_WorksAcrossHostsWithoutPreflight_WhenThePageIsNoSecureContext()
    {
        // http://www.shop.example is no secure context: no Web Locks there.
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })");
        Site.Script = $"src=\"{Site.At("/ga.js", "collector.example")}\"";
        var view = await Open("/far", "www.shop.example");
        Assert.Equal("www.shop.example", view.Text("d"));
        var refusals = new Queue<int>([503]);
        Site.Answer = _ => refusals.TryDequeue(out var status) ? status : 202;
        await Page.EvaluateAsync("() => AnalyticsService.track('Sale')");
        await Recorder.WaitFor("Sale");
        Assert.Equal(0, Site.Preflights);
    }

    [BrowserFact]
    public async Task Tracker_Works_WhenThePolicyOfThePageIsStrict()
    {
        Site.Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";
        List<string> complaints = [];
        Page.Console += (_, message) => { if (message.Text.Contains("Security Policy", StringComparison.Ordinal) && !message.Text.Contains("style", StringComparison.Ordinal)) complaints.Add(message.Text); };
        await Open();
        await Page.GotoAsync("about:blank");
        await Recorder.WaitFor("engagement");
        Assert.Empty(complaints);
    }

    [BrowserFact]
    public async Task Tracker_AddsTwoNamesOnly_AndCountsOnce_WhenItIsIncludedTwice()
    {
        const string Names = "() => Object.getOwnPropertyNames(window)";
        Site.Script = "data-none";
        await Page.GotoAsync(Site.At("/"));
        var before = await Page.EvaluateAsync<string[]>(Names);
        Site.Script = "src=\"/ga.js\" data-domain=\"shop.example\" data-local></script><script defer src=\"/ga.js\" data-domain=\"shop.example\" data-local";
        await Open("/twice");
        Assert.Equal(["AnalyticsService", "plausible"], (await Page.EvaluateAsync<string[]>(Names)).Except(before).Order(StringComparer.Ordinal));
        Assert.Single(await AllUntilNow());
    }

    [BrowserFact]
    public async Task Tracker_LeavesThePageAlone_WhenTheCollectorIsGone()
    {
        Site.Script += " data-api=\"http://127.0.0.1:9/api/event\"";
        await Page.GotoAsync(Site.At("/"));
        await WaitForQueue(1);
        await Page.EvaluateAsync("() => { history.pushState({}, '', '/a'); AnalyticsService.track('x') }");
        await WaitForQueue(4);
    }
}
