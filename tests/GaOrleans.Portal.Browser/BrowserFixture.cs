using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>One Chromium for all tests of a collection; each test has its own context, which is a fresh profile.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The running browser.</summary>
    public IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no Chromium on this machine.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        // The machine of the tests may be busy with others.
        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP *.example 127.0.0.1"],
        });
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
