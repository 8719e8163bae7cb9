namespace GaOrleans.Portal.Browser;

/// <summary>The style guide: every component in a real browser.</summary>
public sealed class LookTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    [BrowserFact]
    public async Task Guide_ShowsEveryComponent_WithoutComplaintOfTheBrowser()
    {
        await OpenAsync("/look");
        await Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
        await ShootAsync("look");
        Assert.Empty(Problems);
    }
}
