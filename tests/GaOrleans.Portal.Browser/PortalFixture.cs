using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>The real service for all tests of a collection.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private PortalProcess? _service;
    private IReadOnlyList<Cookie>? _signedIn;

    /// <summary>The running service.</summary>
    internal PortalProcess Service => _service ?? throw new InvalidOperationException("There is no Chromium on this machine, so no service was started.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.Path is not null) _service = await PortalProcess.StartAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_service is not null) await _service.DisposeAsync();
    }

    /// <summary>Has the owner of the demo merchant signed in. That is done once for all tests: how often one may try is limited, and it takes its time.</summary>
    internal async Task SignInAsync(IBrowserContext context)
    {
        if (_signedIn is null)
        {
            IPage page = await context.NewPageAsync();
            await page.GotoAsync("/signin");
            await page.GetByLabel("E-mail").FillAsync(PortalProcess.Owner);
            await page.GetByLabel("Password").FillAsync(Service.PasswordOf(PortalProcess.Owner));
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await Assertions.Expect(page).ToHaveURLAsync(new Regex("/sites$"));
            _signedIn = [.. (await context.CookiesAsync()).Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Service.Url, HttpOnly = cookie.HttpOnly })];
            await page.CloseAsync();
        }

        await context.AddCookiesAsync(_signedIn);
    }

    /// <summary>For a test that ends the owner's sessions: the next one signs in anew.</summary>
    internal void ForgetSignIn() => _signedIn = null;
}
