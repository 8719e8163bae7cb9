namespace GaOrleans.Browser;

public sealed class PageViewTests(BrowserFixture fixture) : TrackerTest(fixture)
{
    [BrowserFact]
    public async Task PageView_IsSentOnLoad_WithPageTitleScreenAndIds()
    {
        var view = await Open("/start?utm_source=news");
        Assert.Equal(Site.At("/start?utm_source=news"), view.Text("u"));
        Assert.Equal("shop.example", view.Text("d"));
        Assert.Equal("Shop", view.Text("title"));
        Assert.Matches("^[0-9]+x[0-9]+$", view.Text("screen"));
        Assert.NotEmpty(view.Text("lang"));
        Assert.Matches("^[0-9a-f]{32}$", view.Id);
        Assert.InRange(view.Number("s") - view.Number("t"), 0, 10_000);
        Assert.False(view.Has("vid"));
        Assert.False(view.Has("r"));
        Assert.Equal("cors", view.FetchMode);
    }

    [BrowserFact]
    public async Task PageView_CarriesTheReferrer_WhenALinkLedHere()
    {
        await Open();
        await Page.ClickAsync("#inner");
        var view = await Recorder.WaitFor(posted => posted.Name == "pageview" && posted.Url.AbsolutePath == "/next");
        Assert.Equal(Site.At("/"), view.Text("r"));
    }

    [BrowserFact]
    public async Task PageView_IsSentOncePerPath_WhenTheHistoryChanges()
    {
        await Open();
        await Page.EvaluateAsync(
            """
            () => {
                history.pushState({}, '', '/a')
                history.pushState({}, '', '/a?sorted=1')
                history.replaceState({}, '', '/b')
                history.replaceState({ scroll: 1 }, '')
            }
            """);
        await Recorder.WaitFor(posted => posted.Name == "pageview" && posted.Url.AbsolutePath == "/b");
        await Page.GoBackAsync();
        await Recorder.WaitFor(2, posted => posted.Name == "pageview" && posted.Url.AbsolutePath == "/a");
        var views = (await AllUntilNow()).Where(posted => posted.Name == "pageview");
        Assert.Equal(["/", "/a", "/a", "/b"], views.Select(posted => posted.Url.AbsolutePath).Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task PushState_KeepsItsResultAndErrors_WhenItIsWrapped()
    {
        await Open();
        var name = await Page.EvaluateAsync<string>(
            "() => { try { history.pushState({}, '', 'https://other.example/') } catch (e) { return e.name } }");
        Assert.Equal("SecurityError", name);
        Assert.Equal(7, await Page.EvaluateAsync<int>("() => { history.pushState({ a: 7 }, '', '/c'); return history.state.a }"));
    }

    [BrowserFact]
    public async Task PageView_FollowsTheFragment_WhenHashIsOn()
    {
        Site.Script += " data-hash";
        await Page.GotoAsync(Site.At("/app#one"));
        await Recorder.WaitFor(posted => posted.Url.Fragment == "#one");
        await Page.EvaluateAsync("() => { location.hash = 'two' }");
        var view = await Recorder.WaitFor(posted => posted.Name == "pageview" && posted.Url.Fragment == "#two");
        Assert.Equal(1, view.Number("h"));
        Assert.Equal(2, (await AllUntilNow()).Count(posted => posted.Name == "pageview"));
    }

    [BrowserFact]
    public async Task Fragment_IsNoPageView_WhenHashIsOff()
    {
        await Open();
        await Page.EvaluateAsync("() => new Promise(done => { onhashchange = () => done(1); location.hash = 'two' })");
        Assert.Single(await AllUntilNow());
    }

    [BrowserFact]
    public async Task PageView_IsLeftToThePage_WhenManual()
    {
        Site.Script += " data-manual";
        await Page.GotoAsync(Site.At("/"));
        await Page.EvaluateAsync("() => { history.pushState({}, '', '/a'); plausible('pageview', { u: location.origin + '/virtual' }) }");
        await Recorder.WaitFor("pageview");
        Assert.Equal("/virtual", Assert.Single(await AllUntilNow()).Url.AbsolutePath);
    }

    [BrowserFact]
    public async Task PageView_IsSentAgain_WhenThePageReturnsFromTheBackForwardCache()
    {
        await Open();
        await Page.EvaluateAsync("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        var views = await Recorder.WaitFor(2, posted => posted.Name == "pageview");
        Assert.NotEqual(views[0].Id, views[1].Id);
    }

    [BrowserFact]
    public async Task PageView_Waits_UntilAPrerenderedPageIsActivated()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(document, 'prerendering', { configurable: true, value: true })");
        await Page.GotoAsync(Site.At("/"));
        Assert.Empty(await AllUntilNow());
        await Page.EvaluateAsync(
            """
            () => {
                Object.defineProperty(document, 'prerendering', { value: false })
                document.dispatchEvent(new Event('prerenderingchange'))
            }
            """);
        await Recorder.WaitFor("pageview");
    }

    [BrowserFact]
    public async Task PageView_Waits_UntilABackgroundTabIsShown()
    {
        await Page.AddInitScriptAsync("Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' })");
        await Page.GotoAsync(Site.At("/"));
        Assert.Empty(await AllUntilNow());
        await Show(true);
        await Recorder.WaitFor("pageview");
    }
}
