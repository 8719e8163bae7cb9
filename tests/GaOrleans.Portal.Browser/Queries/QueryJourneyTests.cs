using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GaOrleans.Portal.Browser.Queries;

/// <summary>A merchant builds a query, edits it both ways, saves it, arranges a board of it, and takes its answer elsewhere.</summary>
public sealed class QueryJourneyTests(BrowserFixture browser, PortalFixture portal) : ReportTest(browser, portal)
{
    private const string Hostile = "\"><script>document.title='taken'</script>";

    private ILocator Json => Page.Locator(".q-json textarea");

    private ILocator Answer => Page.Locator(".q-preview");

    [BrowserFact]
    public async Task Query_IsBuiltSavedAndExported()
    {
        await BeginAsync("queries.example");
        for (int i = 0; i < 3; i++) Hit($"visitor-{i}", Yesterday, "/?utm_source=newsletter");
        Hit("visitor-9", Yesterday, $"/?utm_source={Uri.EscapeDataString("=cmd()|' /C calc'!A0")}");
        Hit("visitor-8", Yesterday, $"/?utm_source={Uri.EscapeDataString(Hostile)}");
        await PostHitsAsync();

        await OpenAsync(At("queries/new"));
        await BuildAsync();
        await Expect(Answer.GetByText("newsletter")).ToBeVisibleAsync();
        await Expect(Answer.GetByText(Hostile)).ToBeVisibleAsync();
        await ShootAsync("query-builder");
        await EditJsonAsync();
        await SaveAsync("Sources \"><b>");
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sources \"><b>" })).ToBeVisibleAsync();
        await Expect(Answer.GetByText("newsletter")).ToBeVisibleAsync();

        await Page.Locator("summary", new() { HasText = "Export" }).ClickAsync();
        (string name, string csv) = await DownloadAsync(() => Page.GetByText("CSV for spreadsheets").ClickAsync());
        Assert.Equal("queries.example-Sources-b.csv", name);
        Assert.Contains("\nnewsletter,3", csv, StringComparison.Ordinal);
        Assert.Contains("'=cmd()|' /C calc'!A0", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\n=cmd", csv, StringComparison.Ordinal);
        await Page.Locator("summary", new() { HasText = "Export" }).ClickAsync();
        IDownload picture = await Page.RunAndWaitForDownloadAsync(() => Page.GetByText("Picture (PNG)").ClickAsync());
        Assert.Equal("queries.example-Sources-b.png", picture.SuggestedFilename);
        byte[] png = await File.ReadAllBytesAsync(await picture.PathAsync());
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.NotEqual("taken", await Page.TitleAsync());
        Assert.Empty(Problems);
    }

    [BrowserFact]
    public async Task Board_IsArrangedAndStaysSo()
    {
        await BeginAsync("boards.example");
        Hit("visitor-1", Yesterday, "/");
        await PostHitsAsync();
        foreach (string name in new[] { "First", "Second", "Third" })
            await PostAsync($"/api/v1/sites/{Domain}/queries/{name}", new { metrics = new[] { "visitors" }, date_range = "7d" }, HttpMethod.Put);

        await OpenAsync(At("queries/First"));
        await Page.Locator("summary[title=More]").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Put on a board" }).ClickAsync();
        await Page.GetByLabel("Name of the new board").FillAsync("Morning");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Create and put" }).ClickAsync();
        await Expect(Page.GetByText("It is on the board “Morning”.")).ToBeVisibleAsync();

        await OpenAsync(At("boards/Morning"));
        await Page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        foreach (string name in new[] { "Second", "Third" })
        {
            await Page.GetByRole(AriaRole.Button, new() { Name = "Add a query" }).ClickAsync();
            await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
            await Expect(Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "Move Third forward" }).ClickAsync();
        await Expect(Headings).ToHaveTextAsync(["First", "Third", "Second"]);
        await Page.GetByLabel("Width of First").SelectOptionAsync(new SelectOptionValue { Label = "Full width" });
        await Expect(Page.Locator(".b-tile.b-w4")).ToHaveCountAsync(1);
        await Page.Locator(".b-tile .b-grip").Nth(2).DragToAsync(Page.Locator(".b-tile").Nth(1));
        await Expect(Headings).ToHaveTextAsync(["First", "Second", "Third"]);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await ShootAsync("board");

        await Page.ReloadAsync();
        await Expect(Headings).ToHaveTextAsync(["First", "Second", "Third"]);
        await Expect(Page.Locator(".b-tile").First.Locator("dd")).ToContainTextAsync("1");
        await Page.GetByLabel("Range of the whole board").SelectOptionAsync(new SelectOptionValue { Label = "Today" });
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("range=day"));
        await Expect(Page.Locator(".b-tile").First.Locator("dd")).ToContainTextAsync("0");
        Assert.Empty(Problems);
    }

    private ILocator Headings => Page.Locator(".b-tile h2");

    private async Task BuildAsync()
    {
        ILocator group = Page.GetByRole(AriaRole.Group, new() { Name = "Group by" });
        await group.GetByRole(AriaRole.Button, new() { Name = "Remove Day" }).ClickAsync();
        await group.GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await Page.GetByLabel("Search Group by").FillAsync("source");
        await group.GetByRole(AriaRole.Button, new() { Name = "Source Website" }).ClickAsync();
        await group.GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        // Whoever is quick types before the choice has come back, and loses nothing.
        await Page.GetByLabel("What is compared").EvaluateAsync("""
            select => {
              select.value = [...select.options].find(option => option.label === 'Browser').value;
              select.dispatchEvent(new Event('change', { bubbles: true }));
              const box = select.closest('.q-filter').querySelector('[role=combobox]');
              box.focus();
              box.value = 'chr';
              box.dispatchEvent(new Event('input', { bubbles: true }));
            }
            """);
        await Page.GetByRole(AriaRole.Option, new() { Name = "Chrome" }).ClickAsync();
        await Expect(Json).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\\[\"is\", \"visit:browser\", \\[\"Chrome\"\\]\\]"));
    }

    private async Task EditJsonAsync()
    {
        await Json.FillAsync("""{"metrics":["visitors","nonsense"],"date_range":"7d","dimensions":["visit:source"]}""");
        await Expect(Page.Locator(".q-problems")).ToContainTextAsync("#/metrics/1");
        await Expect(Page.GetByRole(AriaRole.Group, new() { Name = "Metrics" })).ToContainTextAsync("Invalid metric");
        await Json.FillAsync("""{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:source"],"later":1}""");
        await Expect(Page.GetByText("Edited as JSON")).ToBeVisibleAsync();
        await Json.FillAsync("""{"metrics":["visitors"],"date_range":"7d","dimensions":["visit:source"]}""");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Remove Visitors" })).ToBeVisibleAsync();
        await Expect(Page.Locator(".q-problems")).ToHaveCountAsync(0);
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("date_range%22(%3A|:)%227d%22"));
    }

    private async Task SaveAsync(string name)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save…" }).ClickAsync();
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("Description").FillAsync("=1+1");
        await Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(Page).ToHaveURLAsync(new Regex("/queries/Sources"));
    }
}
