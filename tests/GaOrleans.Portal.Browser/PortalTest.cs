using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>A test with a browser profile of its own. Errors of scripts and refusals by the policy fail it.</summary>
[Collection(PortalCollection.Name)]
public abstract class PortalTest(BrowserFixture browser, PortalFixture portal) : IAsyncLifetime
{
    private readonly List<string> _problems = [];
    private readonly List<IBrowserContext> _others = [];
    private IBrowserContext? _context;
    private IPage? _page;

    /// <summary>The page under test.</summary>
    protected IPage Page => _page!;

    /// <summary>Its profile.</summary>
    protected IBrowserContext Context => _context!;

    private protected PortalProcess Service => portal.Service;

    private protected PortalFixture Portal => portal;

    /// <summary>What the page complained of: failures of scripts, and what its policy refused.</summary>
    protected IReadOnlyList<string> Problems => _problems;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _context = await NewContextAsync();
        _page = await _context.NewPageAsync();
        _page.PageError += (_, error) => _problems.Add(error);
        _page.Console += (_, message) =>
        {
            if (message.Type == "error") _problems.Add(message.Text);
        };
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_page is not null) await PageShots.LeaveAsync(_page, GetType().Name, _problems);
        foreach (IBrowserContext other in _others) await other.DisposeAsync();
        if (_context is not null) await _context.DisposeAsync();
    }

    /// <summary>A page with a profile of its own: somebody else, or the same person elsewhere.</summary>
    protected async Task<IPage> NewPageAsync()
    {
        _others.Add(await NewContextAsync());
        return await _others[^1].NewPageAsync();
    }

    /// <summary>Opens a page and waits until it can be used.</summary>
    protected Task OpenAsync(string path) => OpenAsync(Page, path);

    /// <summary>Opens a page of somebody and waits until it can be used.</summary>
    protected static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Has the owner of the demo merchant signed in.</summary>
    protected Task SignInAsync() => portal.SignInAsync(Context);

    /// <summary>Takes the page as it is, see <see cref="PageShots"/>.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="wholePage">Whether what is below the window is taken too.</param>
    /// <param name="page">Another page than <see cref="Page"/>.</param>
    protected Task ShootAsync(string name, bool wholePage = true, IPage? page = null) => PageShots.TakeAsync(page ?? Page, name, wholePage);

    private Task<IBrowserContext> NewContextAsync() =>
        browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 860 }, ReducedMotion = ReducedMotion.Reduce, BaseURL = Service.Url });
}
