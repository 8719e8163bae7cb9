using System.Net.Http.Json;
using System.Text.RegularExpressions;
using GaOrleans.Portal.Browser.Accounts;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Admin;

/// <summary>A service of its own, in which staff has set up a second factor: what staff does concerns everybody, so it is not done to the service that others share.</summary>
public sealed class AdminService(BrowserFixture browser) : IAsyncLifetime
{
    private const string Staff = "staff@demo.example";

    private readonly HttpClient _http = new();
    private PortalProcess? _process;
    private string _state = "";

    internal PortalProcess Process => _process!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _process = await PortalProcess.StartAsync("Production");
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await SignInAsync(page, Staff);
        await page.GotoAsync("/admin");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account/second-factor"));
        await page.GetByLabel("The code that it shows now").FillAsync(Authenticator.CodeOf(await page.Locator(".ga-authenticator-key").InnerTextAsync(), TimeProvider.System.GetUtcNow()));
        await page.GetByLabel("Your password").FillAsync(Process.PasswordOf(Staff));
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await page.Locator(".ga-recovery-codes li").First.WaitForAsync();
        _state = await context.StorageStateAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null) await _process.DisposeAsync();
    }

    /// <summary>A browser in which staff has signed in with the second factor.</summary>
    public Task<IBrowserContext> StaffAsync() => NewContextAsync(_state);

    /// <summary>A browser in which nobody has signed in.</summary>
    public Task<IBrowserContext> NewContextAsync(string? state = null) => browser.Browser.NewContextAsync(new()
    {
        ViewportSize = new() { Width = 1280, Height = 860 }, ReducedMotion = ReducedMotion.Reduce, BaseURL = Process.Url, StorageState = state,
    });

    /// <summary>Signs in with the password of the first start.</summary>
    public async Task SignInAsync(IPage page, string email)
    {
        await page.GotoAsync("/signin");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Process.PasswordOf(email));
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/signin$"));
    }

    /// <summary>Posts a hit.</summary>
    /// <returns>The answer's status, and the number of hits that do not count.</returns>
    public async Task<(int Status, string? Dropped)> PostAsync(string domain, string url = "https://demo.example/")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Process.Url + "/api/event") { Content = JsonContent.Create(new { n = "pageview", u = url, d = domain }) };
        request.Headers.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0");
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Headers.TryGetValues("x-plausible-dropped", out IEnumerable<string>? dropped) ? dropped.First() : null);
    }

    /// <summary>Asks for a report with the demo's key.</summary>
    public async Task<int> AskAsync()
    {
        string key = (await File.ReadAllTextAsync(Path.Combine(Process.Data, "demo.key"))).Trim();
        using var request = new HttpRequestMessage(HttpMethod.Post, Process.Url + "/api/v2/query") { Content = JsonContent.Create(new { site_id = "demo.example", metrics = new[] { "events" }, date_range = "day" }) };
        request.Headers.Authorization = new("Bearer", key);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
