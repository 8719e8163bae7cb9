using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Dashboard;

/// <summary>What a merchant does with a site: adding it, waiting for its first hit, and looking at its numbers from all sides.</summary>
public sealed class DashboardTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const string Figure = ".dash-figure[data-metric=visitors] .dash-figure-value";

    [BrowserFact]
    public async Task NewSite_TurnsGreen_WithItsFirstHit()
    {
        await SignInAsync();
        await OpenAsync("/sites/new");
        await Page.FillAsync("input[name=domain]", "not a domain");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add the site" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("This is no host name")).ToBeVisibleAsync();
        await Page.FillAsync("input[name=domain]", "https://www.first.example/");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add the site" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"/sites/first\.example/setup$"));
        await Page.WaitForSelectorAsync("[data-setup=waiting]");
        Assert.Contains("data-domain=\"first.example\"", await Page.Locator("pre").First.TextContentAsync() ?? "", StringComparison.Ordinal);
        await ShootAsync("setup-waiting");

        using SiteTraffic traffic = SiteTraffic.For(Service, "first.example");
        await traffic.ViewAsync("/hello", 1);
        await Page.WaitForSelectorAsync("[data-setup=received]");
        await Assertions.Expect(Page.Locator(".setup-page")).ToHaveTextAsync("first.example/hello");
        await ShootAsync("setup-received");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Open the dashboard" }).ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("1");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Row_Filters_AndTheBackButtonUndoes()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "filters.example");
        await traffic.ViewAsync("/", 3, "DE");
        await traffic.ViewAsync("/shop", 2, "FR");
        await SignInAsync();
        await OpenAsync(traffic.Path + "?period=day&places=country");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("5");
        // There were no visits yesterday: none were counted, and their mean was not nothing but none.
        await Assertions.Expect(Page.Locator("[data-metric=visitors] .dash-figure-before")).ToHaveTextAsync("0 before");
        await Assertions.Expect(Page.Locator("[data-metric=visit_duration] .dash-figure-before")).ToHaveTextAsync("– before");
        await ShootAsync("dashboard");

        await Page.Locator("[data-panel=places]").GetByRole(AriaRole.Link, new() { Name = "Germany", Exact = true }).ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");
        await Assertions.Expect(Page.Locator(".dash-chip")).ToContainTextAsync("Country is Germany");
        Assert.Contains("f=is,visit:country,DE", Page.Url, StringComparison.Ordinal);
        // A picture of a panel says of itself what it shows.
        ILocator picture = Page.Locator("[data-ga-png=panel-pages]");
        Assert.EndsWith(" · Country is Germany", await picture.GetAttributeAsync("data-ga-png-title"), StringComparison.Ordinal);
        Assert.Equal("filters.example-Top-pages.png", (await Page.RunAndWaitForDownloadAsync(() => picture.ClickAsync())).SuggestedFilename);
        await ShootAsync("dashboard-filtered");
        await Page.GoBackAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("5");
        await Assertions.Expect(Page.Locator(".dash-chip")).ToHaveCountAsync(0);
        await Page.GoForwardAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");

        // Whoever gets the address sees the same; the chip takes the filter away.
        await Page.ReloadAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");
        await Page.GetByLabel("Remove the filter on Country").ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("5");
        await OpenAsync(traffic.Path + "?period=day&f=is,event:page,/nowhere");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Clear the filters" }).ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("5");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Keys_ChooseTimesAndFilters()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "keys.example");
        await traffic.ViewAsync("/", 2, "DE");
        await traffic.ViewAsync("/shop", 1, "FR");
        await SignInAsync();
        await OpenAsync(traffic.Path);
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");

        await Page.Keyboard.PressAsync("c");
        await Page.FillAsync("dialog[open] input[name=from]", "2026-01-31");
        await Page.FillAsync("dialog[open] input[name=to]", "2026-01-01");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Show", Exact = true }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("from=2026-01-01&to=2026-01-31"));
        await Assertions.Expect(Page.GetByText("No hits in this time")).ToBeVisibleAsync();
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("from=2025-12-01&to=2025-12-31"));
        await Page.Keyboard.PressAsync("d");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");

        await Page.Keyboard.PressAsync("f");
        await Page.Locator("dialog[open] .dash-suggestion", new() { HasText = "/shop" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("1");
        await Page.GetByText("Segments", new() { Exact = true }).ClickAsync();
        await Page.GetByText("Save these filters").ClickAsync();
        await Page.Locator("dialog[open] input").FillAsync("Shoppers");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".dash-chip")).ToContainTextAsync("Segment is Shoppers");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("1");
        await Page.Keyboard.PressAsync("x");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");
        await Page.Keyboard.PressAsync("?");
        await Assertions.Expect(Page.GetByText("The time before", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Phone_ReachesCampaigns_WhoseMenuIsNotCutOff()
    {
        const string IsOnTop = "item => { const box = item.getBoundingClientRect(); return item.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)); }";
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "phone.example");
        await traffic.ViewAsync("/?utm_medium=mail", 2);
        await traffic.ViewAsync("/", 3);
        await SignInAsync();
        await Page.SetViewportSizeAsync(390, 844);
        await OpenAsync(traffic.Path + "?period=day");
        ILocator menu = Page.Locator("[data-panel=sources] .dash-tab-menu");
        await menu.EvaluateAsync("menu => menu.scrollIntoView({ block: 'center' })");
        await menu.Locator("summary").ClickAsync();
        ILocator mediums = menu.GetByText("UTM mediums");
        Assert.True(await mediums.EvaluateAsync<bool>(IsOnTop));
        await mediums.ClickAsync();
        // Visits without any are none of the list.
        await Assertions.Expect(Page.Locator("[data-panel=sources] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(Page.Locator("[data-panel=sources] tbody tr")).ToContainTextAsync("mail");
        Assert.False(await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Numbers_Follow_WithoutReload()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "live.example");
        await traffic.ViewAsync("/", 2);
        await SignInAsync();
        await OpenAsync(traffic.Path + "?period=day");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("2");
        await Page.EvaluateAsync("() => { window.sameDocument = true; }");
        await traffic.ViewAsync("/new", 3);
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("5");
        await Assertions.Expect(Page.Locator("[data-live]")).ToHaveTextAsync("5");
        await Assertions.Expect(Page.Locator("[data-panel=pages]")).ToContainTextAsync("/new");
        Assert.True(await Page.EvaluateAsync<bool>("() => window.sameDocument === true"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task HostileNames_AreShownHarmlessly_InEveryDimension()
    {
        const string Script = "\"><script>window.harmed=1</script><img src=x onerror=window.harmed=1>";
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "hostile.example");
        foreach (string evil in (string[])[Script, "=cmd|' /C calc'!A0", "\u202Eevil\u202D", new string('x', 250), "😀 a,b\\c", "{{7*7}}"])
        {
            string escaped = Uri.EscapeDataString(evil);
            JsonObject view = traffic.Event("pageview", $"/{escaped}?utm_source={escaped}&utm_medium={escaped}&utm_campaign={escaped}&utm_content={escaped}&utm_term={escaped}", "DE", $"https://evil.example/{escaped}");
            view["city"] = evil[..Math.Min(evil.Length, 120)];
            JsonObject custom = traffic.Event(evil[..Math.Min(evil.Length, 100)], "/");
            custom["props"] = new JsonObject { [evil[..Math.Min(evil.Length, 60)]] = evil };
            await traffic.SendAsync([view, custom]);
        }

        await SignInAsync();
        string[] tabs = ["sources=source", "sources=referrer", "sources=campaign", "sources=medium", "sources=utmsource", "sources=content", "sources=term", "pages=page", "pages=entry", "pages=exit", "places=city", "goals=event", "goals=property", "details=pages/page", "details=goals/event"];
        foreach (string tab in tabs)
        {
            await OpenAsync($"{traffic.Path}?period=day&{tab}");
            await Page.Locator(".dash-list").First.WaitForAsync();
            await Page.WaitForFunctionAsync("() => !document.querySelector('.dash-grid .ga-skeleton')");
            Assert.False(await Page.EvaluateAsync<bool>("() => 'harmed' in window"), tab);
        }

        // The keys of properties are found after the page has opened; the full list waits for them.
        await OpenAsync($"{traffic.Path}?period=day&details=goals/property");
        await Page.Locator("dialog[open] .dash-list").WaitForAsync();

        // A click filters by exactly the hostile value.
        await OpenAsync($"{traffic.Path}?period=day&goals=event");
        await Page.Locator("[data-panel=goals] a.dash-value", new() { HasText = "<script>" }).First.ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("1");
        await Assertions.Expect(Page.Locator(".dash-chip")).ToContainTextAsync("<script>");
        await ShootAsync("dashboard-hostile");
        string csv = await (await Context.APIRequest.GetAsync($"{Service.Url}{traffic.Path}/list.csv?period=day&details=goals/event")).TextAsync();
        Assert.Contains("'=cmd|", csv, StringComparison.Ordinal);
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Details_SearchAndPage_AndSitesShowTheLastDay()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "details.example");
        await traffic.SendAsync(Enumerable.Range(0, 60).Select(i => traffic.Event("pageview", $"/page-{i:00}")));
        await SignInAsync();
        await OpenAsync(traffic.Path + "?period=day");
        await Page.Locator("[data-panel=pages]").GetByText("Show all 60").ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .dash-pages")).ToContainTextAsync("1–50 of 60");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Page after" }).ClickAsync();
        await Assertions.Expect(Page.Locator("dialog[open] .dash-pages")).ToContainTextAsync("51–60 of 60");
        await Page.Locator("dialog[open] input").First.FillAsync("page-07");
        await Assertions.Expect(Page.Locator("dialog[open] .dash-pages")).ToContainTextAsync("1–1 of 1");
        await ShootAsync("dashboard-details", wholePage: false);
        await Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await OpenAsync("/sites");
        await Assertions.Expect(Page.Locator(".site-card", new() { HasText = "details.example" }).Locator("strong")).ToHaveTextAsync("60");
        await ShootAsync("sites");
        Assert.Empty(Problems);
    }
}
