using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GaOrleans.Portal.Browser.Queries;

/// <summary>Funnels, retention and paths show what follows from the hits that the test posted.</summary>
public sealed class VisitorJourneyTests(BrowserFixture browser, PortalFixture portal) : ReportTest(browser, portal)
{
    [BrowserFact]
    public async Task Funnel_CountsThoseWhoWentTheWay()
    {
        await BeginAsync("funnels.example");
        for (int i = 0; i < 10; i++)
        {
            Hit($"visitor-{i}", Yesterday, "/");
            if (i < 4) Hit($"visitor-{i}", Yesterday.AddSeconds(60), "/product/1");
            if (i < 1) Hit($"visitor-{i}", Yesterday.AddSeconds(90), "/product/1", "signup");
        }

        // The other way round is not the way.
        Hit("visitor-20", Yesterday, "/product/1");
        Hit("visitor-20", Yesterday.AddSeconds(60), "/");
        await PostHitsAsync();

        await OpenAsync(At("funnels"));
        await Page.GetByLabel("Step 2: page").FillAsync("/product/*");
        await Page.GetByLabel("Step 2: page").PressAsync("Enter");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add a step" }).ClickAsync();
        await Page.GetByLabel("Step 3: what").SelectOptionAsync(new SelectOptionValue { Label = "Event" });
        await Page.GetByLabel("Step 3: event").FillAsync("signup");
        await Page.GetByLabel("Step 3: event").PressAsync("Enter");
        ILocator rows = Page.Locator(".q-preview .q-table tbody tr");
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(rows.Nth(0)).ToContainTextAsync("11");
        await Expect(rows.Nth(1)).ToContainTextAsync("4");
        await Expect(rows.Nth(1)).ToContainTextAsync("1m 00s");
        await Expect(rows.Nth(2)).ToContainTextAsync("25 %");
        await Expect(Page.Locator(".j-sum")).ToContainTextAsync("9.09 %");
        await ShootAsync("funnel");

        await SaveAsync("The way \"><i>");
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "The way \"><i>" })).ToBeVisibleAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Page.Locator("summary", new() { HasText = "Export" }).ClickAsync();
        (string name, string csv) = await DownloadAsync(() => Page.GetByText("CSV for spreadsheets").ClickAsync());
        Assert.Equal("funnels.example-The-way-i.csv", name);
        Assert.Contains("3,signup,1,", csv, StringComparison.Ordinal);
        await DeleteAndUndoAsync("The way \"><i>");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Retention_CountsThoseWhoCameBack()
    {
        await BeginAsync("retention.example");
        for (int i = 0; i < 4; i++) Hit($"visitor-{i}", Yesterday.AddDays(-1), "/");
        Hit("visitor-0", Yesterday, "/");
        Hit("visitor-9", Yesterday, "/");
        await PostHitsAsync();

        await OpenAsync(At("retention", """{"date_range":"7d","period":"day"}"""));
        await Expect(Page.Locator(".j-sum")).ToContainTextAsync("25 % of 4 visitors came back the day after.");
        await Expect(Page.GetByRole(AriaRole.Table)).ToContainTextAsync("25 %");
        await ShootAsync("retention");
        await Page.GetByLabel("Begins with: what").SelectOptionAsync(new SelectOptionValue { Label = "Page viewed" });
        await Page.GetByLabel("Begins with: page").FillAsync("/nowhere");
        await Page.GetByLabel("Begins with: page").PressAsync("Enter");
        await Expect(Page.GetByText("Nobody began in this range.")).ToBeVisibleAsync();
        await Page.GoBackAsync();
        await Expect(Page.Locator(".j-sum")).ToContainTextAsync("25 %");
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Paths_ShowWhereVisitsGo()
    {
        await BeginAsync("paths.example");
        for (int i = 0; i < 3; i++)
        {
            Hit($"visitor-{i}", Yesterday, "/");
            Hit($"visitor-{i}", Yesterday.AddSeconds(30), i < 2 ? "/pricing" : "/<img src=x onerror=alert(1)>");
        }

        await PostHitsAsync();
        await OpenAsync(At("paths"));
        await Expect(Page.GetByText("3 visits ·")).ToBeVisibleAsync();
        await Expect(Page.Locator(".q-preview svg text").GetByText("/pricing").First).ToBeVisibleAsync();
        await ShootAsync("paths");
        await OpenAsync(At("paths", """{"date_range":"30d","to":{"page":"/pricing"},"items":"pages","steps":2,"nodes":5}"""));
        await Expect(Page.GetByText("2 visits ·")).ToBeVisibleAsync();
        Assert.Empty(Problems);
    }

    private async Task SaveAsync(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save…" }).ClickAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("name="));
    }

    private async Task DeleteAndUndoAsync(string name)
    {
        await Page.Locator("summary[title=More]").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(Page.GetByText($"“{name}” is deleted.")).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
    }
}
