using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>A test with a browser profile of its own. Errors of scripts and refusals by the policy fail it.</summary>
[Collection(PortalCollection.Name)]
public abstract class PortalTest(BrowserFixture browser, PortalFixture portal) : IAsyncLifetime
{
    private const int PartHeight = 1700;

    private readonly List<string> _problems = [];
    private readonly List<IBrowserContext> _others = [];
    private IBrowserContext? _context;
    private IPage? _page;

    /// <summary>The page under test.</summary>
    protected IPage Page => _page!;

    /// <summary>Its profile.</summary>
    protected IBrowserContext Context => _context!;

    private protected PortalProcess Service => portal.Service;

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
        foreach (IBrowserContext other in _others) await other.DisposeAsync();
        if (_context is not null) await _context.DisposeAsync();
    }

    /// <summary>Where pictures are left.</summary>
    protected static string Shots { get; } = Directory.CreateDirectory(Environment.GetEnvironmentVariable("GA_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

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

    /// <summary>Takes the page as it is, 1280 and 390 wide, light and dark, into the folder of the test's output.</summary>
    /// <param name="name">Of the files.</param>
    /// <param name="wholePage">Whether what is below the window is taken too.</param>
    /// <param name="page">Another page than <see cref="Page"/>.</param>
    protected async Task ShootAsync(string name, bool wholePage = true, IPage? page = null)
    {
        page ??= Page;
        foreach (string theme in (string[])["light", "dark"])
        {
            await page.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
            foreach (int width in (int[])[1280, 390])
            {
                await page.SetViewportSizeAsync(width, 860);
                await page.WaitForTimeoutAsync(60);
                await ShootPartsAsync(page, Path.Combine(Shots, $"{name}-{width}-{theme}"), wholePage ? width : 0);
            }
        }

        await page.SetViewportSizeAsync(1280, 860);
    }

    // Long pages are taken in parts, so that each can be looked at.
    private async Task ShootPartsAsync(IPage page, string path, int width)
    {
        if (width == 0)
        {
            await page.ScreenshotAsync(new() { Path = path + ".png", Animations = ScreenshotAnimations.Disabled });
            return;
        }

        int height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        // The whole page at once in the window: then it is laid out once, not for every part.
        await page.SetViewportSizeAsync(width, Math.Max(height, 860));
        for (int part = 0; part * PartHeight < height; part++)
        {
            string name = height <= PartHeight ? path : $"{path}-{part + 1}";
            Clip clip = new() { X = 0, Y = part * PartHeight, Width = width, Height = Math.Min(PartHeight, height - part * PartHeight) };
            await page.ScreenshotAsync(new() { Path = name + ".png", Clip = clip, Animations = ScreenshotAnimations.Disabled });
        }
    }

    private Task<IBrowserContext> NewContextAsync() =>
        browser.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 860 }, ReducedMotion = ReducedMotion.Reduce, BaseURL = Service.Url });
}
