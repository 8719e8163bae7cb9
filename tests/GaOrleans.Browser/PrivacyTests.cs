namespace GaOrleans.Browser;

public sealed class PrivacyTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task Nothing_IsStored_WhenThereIsNoConsent()
    {
        await Open();
        await Page.EvaluateAsync("() => AnalyticsService.track('Sale')");
        await Recorder.WaitFor("Sale");
        await Show(false);
        var all = await Recorder.WaitFor(3, posted => posted.Accepted);
        Assert.All(all, posted => Assert.False(posted.Has("vid") || posted.HasCookie));
        Assert.Empty(await Context.CookiesAsync());
        Assert.Equal(0, await Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length"));
        Assert.Empty(await Page.EvaluateAsync<string[]>("() => indexedDB.databases().then(all => all.map(one => one.name))"));
    }

    [BrowserFact]
    public async Task Consent_GivesAVisitorIdThatStays_AndWithdrawingRemovesIt()
    {
        await Open();
        await Page.EvaluateAsync("() => { AnalyticsService.consent(true); AnalyticsService.consent(true); AnalyticsService.track('One') }");
        var visitor = (await Recorder.WaitFor("One")).Text("vid");
        Assert.Matches("^[0-9a-f]{32}$", visitor);
        Assert.Equal(visitor, (await Open("/again")).Text("vid"));

        Site.Answer = _ => 503;
        await Page.EvaluateAsync("() => AnalyticsService.track('Waiting')");
        await WaitForQueue(1);
        await Page.EvaluateAsync("() => { AnalyticsService.consent(false); AnalyticsService.track('Two') }");
        await WaitForQueue(2);
        Site.Answer = _ => 202;
        Assert.False((await Recorder.WaitFor("Waiting")).Has("vid"));
        Assert.False((await Recorder.WaitFor("Two")).Has("vid"));
        await WaitForQueue(0);
        Assert.Equal(0, await Page.EvaluateAsync<int>("() => localStorage.length"));
    }

    [BrowserFact]
    public async Task GlobalPrivacyControl_IsRespected_ByDefault()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
        await AssertNothingIsSent();
    }

    [BrowserFact]
    public async Task DoNotTrack_IsRespected_ByDefault()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })");
        await AssertNothingIsSent();
    }

    [BrowserFact]
    public async Task DoNotTrack_IsCounted_WhenTheSiteSaysSo()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' })");
        Site.Script += " data-respect-dnt=\"false\"";
        await Open();
    }

    [BrowserFact]
    public async Task OptOut_StopsEverythingAndForgetsTheQueue_UntilItIsTakenBack()
    {
        await Open();
        Site.Answer = _ => 503;
        await Page.EvaluateAsync("() => AnalyticsService.track('Waiting')");
        await WaitForQueue(1);
        await Page.EvaluateAsync("() => AnalyticsService.optOut()");
        Site.Answer = _ => 202;
        await AssertNothingIsSent();
        Assert.Equal(["ga_ignore"], await Page.EvaluateAsync<string[]>("() => Object.keys(localStorage)"));
        await Page.EvaluateAsync("() => { AnalyticsService.optOut(false); AnalyticsService.track('Back') }");
        await Recorder.WaitFor("Back");
    }

    [BrowserFact]
    public async Task PlausibleIgnore_IsRespected()
    {
        await Page.AddInitScriptAsync("localStorage.plausible_ignore = 'true'");
        await AssertNothingIsSent();
    }

    [BrowserFact]
    public async Task Localhost_IsIgnored_UnlessAllowed()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })");
        Site.Script = "src=\"/ga.js\" data-domain=\"shop.example\"";
        await AssertNothingIsSent();
    }

    [BrowserFact]
    public async Task Automation_IsIgnored_UnlessAllowed()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => true })");
        Site.Script = "src=\"/ga.js\" data-domain=\"shop.example\"";
        await AssertNothingIsSent("www.shop.example");
    }

    private async Task AssertNothingIsSent(string host = "127.0.0.1")
    {
        var before = Recorder.All.Count;
        await Page.GotoAsync(Site.At("/quiet", host));
        await Page.EvaluateAsync("() => new Promise(done => AnalyticsService.track('Sale', { callback: result => done(result === undefined) }))");
        await Page.EvaluateAsync("() => history.pushState({}, '', '/quieter')");
        await Show(false);
        Assert.Empty((await AllUntilNow()).Skip(before));
    }
}
