using System.Text.RegularExpressions;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Settings;

/// <summary>A test as the owner of the demo merchant, who can have others join.</summary>
public abstract class SettingsTest(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    /// <summary>The figure of visitors on the dashboard.</summary>
    protected const string Figure = ".dash-figure[data-metric=visitors] .dash-figure-value";

    /// <summary>A button of the page, or of the dialog that is open.</summary>
    protected ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Has somebody join the demo merchant.</summary>
    /// <returns>A page of the new member's own browser.</returns>
    protected async Task<IPage> JoinAsync(string email, string role)
    {
        await OpenAsync("/merchants/1/members");
        await Button("Invite somebody").ClickAsync();
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Role", new() { Exact = true }).Last.SelectOptionAsync(new SelectOptionValue { Label = role });
        await Button("Invite").ClickAsync();
        string link = await Page.Locator("dialog code").InnerTextAsync();
        IPage page = await NewPageAsync();
        await page.GotoAsync(new Uri(link).PathAndQuery);
        await page.GetByLabel("What you are called").FillAsync(role);
        await page.GetByLabel("Choose a password").FillAsync("a quiet long walk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an account and join" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/sites$"));
        return page;
    }

    /// <summary>Asks for a report with a key.</summary>
    /// <returns>The status of the answer.</returns>
    protected async Task<int> AskAsync(string domain, string key)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Service.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/api/v2/query", new { site_id = domain, metrics = (string[])["visitors"], date_range = "day" });
        return (int)answer.StatusCode;
    }
}
