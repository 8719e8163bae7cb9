namespace GaOrleans.Browser;

public sealed class EngagementTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task Engagement_TellsTimeAndDepth_WhenThePageIsHidden()
    {
        await Page.Clock.InstallAsync();
        await Open("/long");
        await Page.EvaluateAsync("() => new Promise(done => { addEventListener('scroll', () => done(1)); scrollTo(0, 3200) })");
        await Page.EvaluateAsync("() => scrollTo(0, 0)");
        await Page.Clock.FastForwardAsync(42_000);
        await Show(false);
        var engagement = await Recorder.WaitFor("engagement");
        Assert.Equal("/long", engagement.Url.AbsolutePath);
        Assert.InRange(engagement.Number("e"), 42_000, 60_000);
        // (3200 + 800) of a little over 8000 pixels.
        Assert.InRange(engagement.Number("sd"), 48, 50);
        Assert.Equal("no-cors", engagement.FetchMode);
    }

    [BrowserFact]
    public async Task Engagement_LeavesOutHiddenTime_WhenThePageWasInTheBackground()
    {
        await Page.Clock.InstallAsync();
        await Open();
        await Show(false);
        await Recorder.WaitFor("engagement");
        await Page.Clock.FastForwardAsync(600_000);
        await Show(true);
        await Page.Clock.FastForwardAsync(5_000);
        await Show(false);
        var second = (await Recorder.WaitFor(2, posted => posted.Name == "engagement"))[1];
        Assert.InRange(second.Number("e"), 5_000, 30_000);
    }

    [BrowserFact]
    public async Task Engagement_IsNotRepeated_WhenNothingIsNew()
    {
        await Page.Clock.InstallAsync();
        await Page.Clock.PauseAtAsync(DateTimeOffset.FromUnixTimeSeconds(4_102_444_800).UtcDateTime);
        await Open();
        await Show(false);
        await Recorder.WaitFor("engagement");
        await Show(true);
        await Show(false);
        Assert.Single(await AllUntilNow(), posted => posted.Name == "engagement");
    }

    [BrowserFact]
    public async Task Engagement_BelongsToThePageThatIsLeft_WhenTheHistoryChanges()
    {
        await Open("/one");
        await Page.EvaluateAsync("() => history.pushState({}, '', '/two')");
        var engagement = await Recorder.WaitFor("engagement");
        Assert.Equal("/one", engagement.Url.AbsolutePath);
        await Recorder.WaitFor(posted => posted.Name == "pageview" && posted.Url.AbsolutePath == "/two");
    }

    [BrowserFact]
    public async Task Engagement_IsSentByBeacon_WhenThePageIsLeft()
    {
        await Open("/one");
        await Page.GotoAsync("about:blank");
        Assert.Equal("no-cors", (await Recorder.WaitFor("engagement")).FetchMode);
    }

    [BrowserFact]
    public async Task Engagement_IsSentByBeacon_WhenTheTabIsClosed()
    {
        await Open("/one");
        await Page.CloseAsync(new() { RunBeforeUnload = true });
        var engagement = await Recorder.WaitFor("engagement");
        Assert.Equal("no-cors", engagement.FetchMode);
        Assert.Equal("/one", engagement.Url.AbsolutePath);
    }
}
