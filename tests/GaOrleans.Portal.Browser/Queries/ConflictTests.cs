using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GaOrleans.Portal.Browser.Queries;

/// <summary>Two people work on the same query and the same board at once: the later one is told, and nobody's work is lost.</summary>
public sealed class ConflictTests(BrowserFixture browser, PortalFixture portal) : ReportTest(browser, portal)
{
    private const string Query = """{"metrics":["visitors"],"date_range":"7d","pagination":{"limit":LIMIT}}""";

    [BrowserFact]
    public async Task Query_AsksBeforeItOverwrites()
    {
        await BeginAsync("conflict-query.example");
        await PutQueryAsync("Shared");
        IPage other = await OtherAsync(At("queries/Shared"));
        await OpenAsync(At("queries/Shared"));

        await SaveAsync(other, 11);
        await Expect(other.GetByText("“Shared” is saved.")).ToBeVisibleAsync();
        await SaveAsync(Page, 22);
        await Expect(Page.GetByText("Somebody else changed “Shared” meanwhile")).ToBeVisibleAsync();
        await Expect(Json(Page)).ToHaveValueAsync(Query.Replace("LIMIT", "22", StringComparison.Ordinal));
        await ShootAsync("conflict");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await Expect(Page.GetByText("“Shared” is saved.")).ToBeVisibleAsync();
        await Expect(Page.GetByText("Somebody else changed")).ToHaveCountAsync(0);
        await Page.ReloadAsync();
        await Expect(Json(Page)).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\"limit\": 22"));
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Board_AsksBeforeItOverwrites()
    {
        await BeginAsync("conflict-board.example");
        foreach (string name in new[] { "First", "Second", "Third" }) await PutQueryAsync(name);
        await OpenAsync(At("boards"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "New board" }).ClickAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Shared");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create", Exact = true }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/boards/Shared$"));
        foreach (string name in new[] { "First", "Second", "Third" })
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = "Add a query" }).First.ClickAsync();
            await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
            await Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
            if (name == "First") await Page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        }

        IPage other = await OtherAsync(At("boards/Shared"));
        await other.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        await other.GetByRole(AriaRole.Button, new() { Name = "Take First off the board" }).ClickAsync();
        await Expect(Headings(other)).ToHaveTextAsync(["Second", "Third"]);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Move Third forward" }).ClickAsync();
        await Expect(Page.GetByText("Somebody else changed “Shared” meanwhile")).ToBeVisibleAsync();
        await Expect(Headings(Page)).ToHaveTextAsync(["First", "Third", "Second"]);
        await other.ReloadAsync();
        await Expect(Headings(other)).ToHaveTextAsync(["Second", "Third"]);

        await Page.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await Expect(Headings(Page)).ToHaveTextAsync(["Second", "Third"]);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Move Third forward" }).ClickAsync();
        await Expect(Headings(Page)).ToHaveTextAsync(["Third", "Second"]);
        await other.ReloadAsync();
        await Expect(Headings(other)).ToHaveTextAsync(["Third", "Second"]);
        Assert.Empty(Problems);
    }

    private static ILocator Json(IPage page) => page.Locator(".q-json textarea");

    private static ILocator Headings(IPage page) => page.Locator(".b-tile h2");

    private static async Task SaveAsync(IPage page, int limit)
    {
        await Json(page).FillAsync(Query.Replace("LIMIT", $"{limit}", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
    }

    private Task PutQueryAsync(string name) => PostAsync($"/api/v1/sites/{Domain}/queries/{name}", new { metrics = new[] { "visitors" }, date_range = "7d" }, HttpMethod.Put);

    private async Task<IPage> OtherAsync(string path)
    {
        IPage other = await Context.NewPageAsync();
        await other.GotoAsync(path);
        await other.WaitForSelectorAsync("html[data-ga-live]", new() { State = WaitForSelectorState.Attached });
        return other;
    }
}
