using System.Text.RegularExpressions;
using GaOrleans.Portal.Browser.Dashboard;
using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser.Settings;

/// <summary>What merchants set up for a site, by clicking, and what comes of it.</summary>
public sealed class SettingsTests(BrowserFixture browser, PortalFixture portal) : SettingsTest(browser, portal)
{
    private const string Evil = "\"><script>window.harmed=1</script> =cmd() 😀 \u202Eevil";

    [BrowserFact]
    public async Task General_NamesWhatIsWrong_AndTheAddressFollowsTheDomain()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "old-name.example");
        using SiteTraffic other = await SiteTraffic.CreateAsync(Service, "taken.example");
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings");
        ILocator domain = Page.Locator("input[name=domain]"), currency = Page.Locator("input[name=currency]");
        await Assertions.Expect(Button("Save")).ToBeDisabledAsync();
        await Assertions.Expect(Page.Locator("form.dash-form .rz-dropdown-label")).ToHaveTextAsync("Etc/UTC");
        await domain.FillAsync(Evil);
        await Button("Save").ClickAsync();
        await Page.GetByText("This is no host name").WaitForAsync();
        await ShootAsync("settings-general-wrong");
        await domain.FillAsync("taken.example");
        await Button("Save").ClickAsync();
        await Page.GetByText("This domain is in use already.").WaitForAsync();
        await domain.FillAsync("New-Name.example");
        await currency.FillAsync("€€€");
        await Button("Save").ClickAsync();
        await Page.GetByText("A currency has three letters").WaitForAsync();
        await currency.FillAsync("usd");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex(@"/sites/new-name\.example/settings$"));
        await Assertions.Expect(domain).ToHaveValueAsync("new-name.example");
        await Assertions.Expect(currency).ToHaveValueAsync("USD");
        await Assertions.Expect(Button("Save")).ToBeDisabledAsync();
        // The page goes on under the new address.
        await currency.FillAsync("CHF");
        await Button("Save").ClickAsync();
        await Assertions.Expect(currency).ToHaveValueAsync("CHF");
        await Assertions.Expect(Button("Save")).ToBeDisabledAsync();
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Goal_CountsConversions_AlsoAfterItIsChanged_UntilItIsDeleted()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "goals.example");
        await traffic.ViewAsync("/thanks", 3);
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/goals");
        await Button("New goal").ClickAsync();
        await Button("Save").ClickAsync();
        await Page.GetByText("It is required and must be a text.").WaitForAsync();
        await Page.FillAsync("dialog[open] input[name=what]", "Signup");
        await Page.FillAsync("dialog[open] input[name=display]", Evil);
        await ShootAsync("settings-goal-dialog", wholePage: false);
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-table tbody tr")).ToContainTextAsync("<script>");
        await traffic.SendAsync([traffic.Event("Signup", "/")]);
        await ExpectConversionsAsync(traffic, "1");

        // Another thing reaches it now, and it keeps its name.
        await OpenAsync(traffic.Path + "/settings/goals");
        await ShootAsync("settings-goals");
        await Page.GetByTitle($"Change {Evil}").ClickAsync();
        await Page.GetByLabel("Reached by").Last.SelectOptionAsync("a view of a page");
        await Page.FillAsync("dialog[open] input[name=what]", "/thanks");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-table tbody tr")).ToContainTextAsync("/thanks");
        await ExpectConversionsAsync(traffic, "3");

        await OpenAsync(traffic.Path + "/settings/goals");
        await Page.GetByTitle($"Delete {Evil}").ClickAsync();
        await Button("Delete").ClickAsync();
        await Page.GetByText("No goals yet.").WaitForAsync();
        await HarmlessAsync();
    }

    [BrowserFact]
    public async Task SegmentsAndAnnotations_AreSeenOnTheDashboard()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "segments.example");
        await traffic.ViewAsync("/", 3, "DE");
        await traffic.ViewAsync("/", 2, "FR");
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/annotations");
        await Button("New annotation").ClickAsync();
        await Page.FillAsync("dialog[open] input[name=time]", "25:00");
        await Button("Save").ClickAsync();
        await Page.GetByText("A time such as 14:30.").WaitForAsync();
        await Page.FillAsync("dialog[open] input[name=time]", "");
        await Page.FillAsync("dialog[open] textarea[name=text]", Evil);
        await ShootAsync("settings-annotation-dialog", wholePage: false);
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-table tbody tr")).ToContainTextAsync("<script>");
        await ShootAsync("settings-annotations");

        await OpenAsync(traffic.Path + "/settings/segments");
        await Button("New segment").ClickAsync();
        await Page.FillAsync("dialog[open] input[name=segment-name]", Evil);
        await Button("Save").ClickAsync();
        await Page.GetByText("Some of them are not finished.").WaitForAsync();
        await ShootAsync("settings-segment-dialog", wholePage: false);
        await Page.GetByLabel("Value", new() { Exact = true }).FillAsync("DE");
        await Page.GetByLabel("Value", new() { Exact = true }).PressAsync("Enter");
        await Button("Save").ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-table tbody tr")).ToContainTextAsync("Country is DE");
        await ShootAsync("settings-segments");
        await Page.Locator(".ga-table tbody a").ClickAsync();
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");
        await Assertions.Expect(Page.Locator(".dash-chip")).ToContainTextAsync("<script>");
        await Assertions.Expect(Page.Locator(".ga-flag").First).ToContainTextAsync("<script>");
        await HarmlessAsync();
    }

    [BrowserFact]
    public async Task Key_IsShownOnce_AndRefusedWhenItIsRevoked()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "api-keys.example");
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/keys");
        await Button("New key").ClickAsync();
        await Page.GetByLabel("read reports").UncheckAsync();
        await Button("Make the key").ClickAsync();
        await Page.GetByText("Give it a name.").WaitForAsync();
        await Page.GetByText("Choose at least one.").WaitForAsync();
        await Page.FillAsync("dialog[open] input[name=key-name]", Evil);
        await Page.GetByLabel("read reports").CheckAsync();
        await ShootAsync("settings-key-dialog", wholePage: false);
        await Button("Make the key").ClickAsync();
        string key = (await Page.Locator("pre[aria-label=Key]").TextContentAsync())!.Trim();
        await ShootAsync("settings-key-made");
        Assert.Equal(200, await AskAsync(traffic.Domain, key));
        await Page.ReloadAsync();
        await Page.Locator(".ga-table tbody tr", new() { HasText = "<script>" }).WaitForAsync();
        Assert.DoesNotContain(key, await Page.ContentAsync(), StringComparison.Ordinal);
        await Page.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
        await Page.GetByTitle($"Revoke {Evil}").ClickAsync();
        await Button("Revoke").ClickAsync();
        await Assertions.Expect(Page.Locator(".ga-table tbody tr", new() { HasText = "<script>" })).ToHaveCountAsync(0);
        Assert.Equal(401, await AskAsync(traffic.Domain, key));
        await HarmlessAsync();
    }

    [BrowserFact]
    public async Task Export_DownloadsHitsAndSettings_WithoutFormulas()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "export.example");
        await traffic.SendAsync([traffic.Event("=cmd()", "/"), traffic.Event(Evil, "/")]);
        await SignInAsync();
        await OpenAsync(traffic.Path + "/settings/export");
        await ShootAsync("settings-export");
        IDownload hits = await Page.RunAndWaitForDownloadAsync(() => Button("Download CSV").ClickAsync());
        string csv = await File.ReadAllTextAsync(await hits.PathAsync());
        Assert.StartsWith("export.example-", hits.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("'=cmd()", csv, StringComparison.Ordinal);
        Assert.Contains("\"\"><script>", csv, StringComparison.Ordinal);
        IDownload settings = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Link, new() { Name = "Download JSON" }).ClickAsync());
        Assert.Equal("export.example-settings.json", settings.SuggestedFilename);
        Assert.Contains("\"currency\": \"EUR\"", await File.ReadAllTextAsync(await settings.PathAsync()), StringComparison.Ordinal);
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task DeletedSite_TakesNoHits_AndIsHiddenFromEditors_UntilAnOwnerRestoresIt()
    {
        using SiteTraffic traffic = await SiteTraffic.CreateAsync(Service, "leaving.example");
        await traffic.ViewAsync("/", 2);
        await SignInAsync();
        IPage editor = await JoinAsync("ed@settings.example", "Editor"), viewer = await JoinAsync("vi@settings.example", "Viewer");
        await viewer.GotoAsync(traffic.Path + "/settings/goals");
        await viewer.GetByText("No goals yet.").WaitForAsync();
        Assert.Equal(0, await viewer.GetByRole(AriaRole.Button, new() { Name = "New goal" }).CountAsync());
        await editor.GotoAsync(traffic.Path + "/settings/goals");
        await editor.GetByRole(AriaRole.Button, new() { Name = "New goal" }).WaitForAsync();
        foreach (string tab in (string[])["keys", "delete"])
        {
            await editor.GotoAsync($"{traffic.Path}/settings/{tab}");
            await editor.GetByText("Only owners").WaitForAsync();
        }

        await OpenAsync(traffic.Path + "/settings/delete");
        await ShootAsync("settings-delete");
        await Button("Delete the site").ClickAsync();
        await Assertions.Expect(Button("Delete")).ToBeDisabledAsync();
        await Page.Locator("dialog[open] input").FillAsync(traffic.Domain);
        await ShootAsync("settings-delete-dialog", wholePage: false);
        await Button("Delete").ClickAsync();
        await Button("Keep the site").WaitForAsync();
        await ShootAsync("settings-deleted");

        Assert.Contains("\"accepted\":0", await traffic.TrySendAsync([traffic.Event("pageview", "/")]), StringComparison.Ordinal);
        await editor.GotoAsync("/sites");
        await editor.Locator(".site-card").First.WaitForAsync();
        Assert.DoesNotContain(traffic.Domain, await editor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await editor.GotoAsync(traffic.Path);
        await editor.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
        await Assertions.Expect(editor.Locator("[data-going]")).ToContainTextAsync("An owner can restore it");
        await Assertions.Expect(editor.Locator(".ga-site-switch a[href='/sites/demo.example']")).ToHaveCountAsync(1);
        await Assertions.Expect(editor.Locator($".ga-site-switch a[href='{traffic.Path}']")).ToHaveCountAsync(0);

        await OpenAsync(traffic.Path);
        await ShootAsync("settings-deleted-banner", wholePage: false);
        await Page.Locator("[data-going] a").ClickAsync();
        await Button("Keep the site").ClickAsync();
        await Button("Delete the site").WaitForAsync();
        await traffic.ViewAsync("/", 1);
        await OpenAsync(traffic.Path + "?period=day");
        await Assertions.Expect(Page.Locator(Figure)).ToHaveTextAsync("3");
        await Assertions.Expect(Page.Locator("[data-going]")).ToHaveCountAsync(0);
        Assert.Empty(Problems);
    }

    private async Task ExpectConversionsAsync(SiteTraffic traffic, string count)
    {
        await OpenAsync(traffic.Path + "?period=day&goals=goal");
        ILocator row = Page.Locator("[data-panel=goals] tbody tr", new() { HasText = "<script>" });
        await Assertions.Expect(row.GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync(count);
    }

    private async Task HarmlessAsync()
    {
        Assert.False(await Page.EvaluateAsync<bool>("() => 'harmed' in window"));
        Assert.Empty(Problems);
    }
}
