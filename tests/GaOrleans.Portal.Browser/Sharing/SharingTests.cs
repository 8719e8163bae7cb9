using System.Text.RegularExpressions;
using GaOrleans.Portal.Browser.Dashboard;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Sharing;

/// <summary>A link made in the settings, and what people who do not sign in see by it.</summary>
public sealed class SharingTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const string Figure = ".dash-figure[data-metric=visitors] .dash-figure-value";
    private readonly BrowserFixture _browser = browser;

    [BrowserFact]
    public async Task Link_ShowsOnlyWhatItIsHeldTo_UntilItIsRevoked()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "shared.example");
        await traffic.ViewAsync("/", 3, "DE");
        await traffic.ViewAsync("/secret", 2, "FR");
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/sharing");
        string address = await MakeAsync("\"><script>alert(1)</script>", async () =>
        {
            await Page.Locator("input[name=share-password]").FillAsync("open sesame");
            await Page.GetByRole(AriaRole.Button, new() { Name = "Condition", Exact = true }).ClickAsync();
            await Page.GetByLabel("What", new() { Exact = true }).SelectOptionAsync("Country");
            await Page.GetByLabel("Values", new() { Exact = true }).FillAsync("DE");
            await Page.GetByLabel("Time", new() { Exact = true }).SelectOptionAsync("Today");
            await ShootAsync("share-dialog", wholePage: false);
        });
        await ShootAsync("share-links");

        await using IBrowserContext fresh = await _browser.Browser.NewContextAsync(new() { BaseURL = Service.Url });
        IPage visitor = await fresh.NewPageAsync();
        await visitor.GotoAsync(address);
        await visitor.GetByLabel("Password").FillAsync("wrong");
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await visitor.GetByText("That is not the password.").WaitForAsync();
        await visitor.GetByLabel("Password").FillAsync("open sesame");
        await visitor.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Assertions.Expect(visitor.Locator(Figure)).ToHaveTextAsync("3");
        await ShootAsync("share-visitor", page: visitor);
        foreach (string widened in (string[])["&f=is,visit:country,DE,FR", "&f=is_not,visit:country,DE&f=is,visit:country,DE,FR&period=all", "&f=is,visit:country,FR"])
        {
            await visitor.GotoAsync(address + widened);
            await visitor.WaitForSelectorAsync(".dash-chip-lock");
            // The three of Germany, or nobody.
            await Assertions.Expect(visitor.Locator(Figure)).ToHaveTextAsync(new Regex("^[30]$"));
            await Assertions.Expect(visitor.Locator("main")).Not.ToContainTextAsync("/secret");
        }

        await visitor.GotoAsync(address);
        await Assertions.Expect(visitor.Locator(Figure)).ToHaveTextAsync("3");
        await Page.GetByTitle("Revoke \"><script>alert(1)</script>").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Page.GetByText("No shared links.").WaitForAsync();
        // The page that is still open learns it as well.
        await traffic.ViewAsync("/later", 1, "DE");
        await visitor.GetByText("This link is no longer open").WaitForAsync();
        Assert.Equal(404, (await visitor.GotoAsync(address))!.Status);
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Frame_OfAnotherOrigin_ShowsTheLinkWhereItMay()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "embedded.example");
        await traffic.ViewAsync("/", 4);
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/sharing");
        int port = EmbeddingPage.FreePort();
        string allowed = await MakeAsync("allowed", async () =>
        {
            await Page.GetByLabel("Other pages may embed it").CheckAsync();
            await Page.Locator("textarea[name=share-origins]").FillAsync($"http://localhost:{port}");
        });
        await Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        string refused = await MakeAsync("refused", () => Task.CompletedTask);

        await using IBrowserContext fresh = await _browser.Browser.NewContextAsync();
        IPage visitor = await fresh.NewPageAsync();
        using (var page = new EmbeddingPage(port, allowed + "&embed=true&theme=dark&background=transparent", Service.Url))
        {
            await visitor.GotoAsync(page.Origin);
            await Assertions.Expect(visitor.FrameLocator("iframe").Locator(Figure)).ToHaveTextAsync("4");
            // What is in the frame tells how high it is: its circuit works, although this browser keeps nothing for frames.
            await visitor.WaitForFunctionAsync("() => document.querySelector('iframe').getBoundingClientRect().height > 900");
        }

        using var other = new EmbeddingPage(EmbeddingPage.FreePort(), refused + "&embed=true", Service.Url);
        await visitor.GotoAsync(other.Origin);
        await Assertions.Expect(visitor.FrameLocator("iframe").Locator(".dash")).ToHaveCountAsync(0);
        Assert.Empty(Problems);
    }

    private async Task<string> MakeAsync(string name, Func<Task> fill)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "New link" }).ClickAsync();
        await Page.Locator("input[name=share-name]").FillAsync(name);
        await fill();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        return (await Page.Locator("pre[aria-label=Address]").TextContentAsync())!;
    }
}
