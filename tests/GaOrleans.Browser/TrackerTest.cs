using System.Diagnostics.CodeAnalysis;
using Microsoft.Playwright;

namespace GaOrleans.Browser;

/// <summary>A test with its own site, browser profile and page; page errors fail it.</summary>
[Collection(BrowserTests.Name)]
public abstract class TrackerTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _errors = [];

    /// <summary>The site under test.</summary>
    [AllowNull]
    protected TestSite Site { get; private set; }

    /// <summary>The profile of this test.</summary>
    [AllowNull]
    protected IBrowserContext Context { get; private set; }

    /// <summary>The first tab.</summary>
    [AllowNull]
    protected IPage Page { get; private set; }

    /// <summary>What the collector got.</summary>
    protected Recorder Recorder => Site.Recorder;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Site = await TestSite.Start();
        Context = await fixture.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1000, Height = 800 } });
        Context.SetDefaultTimeout(60_000);
        Page = await NewTab();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Context.DisposeAsync();
        await Site.DisposeAsync();
        Assert.Empty(_errors);
    }

    /// <summary>Another tab of the same profile.</summary>
    protected async Task<IPage> NewTab()
    {
        var page = await Context.NewPageAsync();
        page.PageError += (_, error) => _errors.Add(error);
        return page;
    }

    /// <summary>Opens a page of the site and waits until its view was taken.</summary>
    protected async Task<Posted> Open(string path = "/", string host = "127.0.0.1")
    {
        await Page.GotoAsync(Site.At(path, host));
        return await Recorder.WaitFor(posted => posted.Name == "pageview" && posted.Url.PathAndQuery == path);
    }

    /// <summary>Says that a test of something not sent is over: whatever the tracker sent before is recorded before this.</summary>
    protected async Task<IReadOnlyList<Posted>> AllUntilNow()
    {
        await Page.EvaluateAsync("() => fetch('/api/event', { method: 'POST', body: JSON.stringify({ n: 'fence' }) }).then(() => 1)");
        await Recorder.WaitFor("fence");
        return [.. Recorder.All.Where(posted => posted.Name != "fence")];
    }

    /// <summary>Waits until so many events wait in localStorage.</summary>
    protected Task WaitForQueue(int count) =>
        Page.WaitForFunctionAsync("count => Object.keys(localStorage).filter(key => key.startsWith('ga_event_')).length === count", count);

    /// <summary>Tells the page that its tab is hidden or shown, which a headless browser never does.</summary>
    protected Task Show(bool visible) => Page.EvaluateAsync(
        """
        state => {
            Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
            document.dispatchEvent(new Event('visibilitychange'))
        }
        """,
        visible ? "visible" : "hidden");
}
