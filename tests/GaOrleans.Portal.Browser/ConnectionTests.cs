using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>What a page does when the service goes and comes back.</summary>
public sealed class ConnectionTests(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    [BrowserFact]
    public async Task Page_SaysThatItLostTheService_AndGoesOnWhereItWas_WhenTheServiceIsBack()
    {
        await OpenAsync("/look?view=kept");
        await Page.EvaluateAsync("() => { window.isOfBefore = true; }");
        await Service.EndAsync();
        await Assertions.Expect(Page.Locator("#ga-connection")).ToContainTextAsync("Connecting again");
        await Assertions.Expect(Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await ShootAsync("look-lost", wholePage: false);
        await Service.StartAgainAsync();
        await Page.WaitForFunctionAsync("() => !window.isOfBefore && document.documentElement.dataset.gaLive");
        Assert.EndsWith("/look?view=kept", Page.Url, StringComparison.Ordinal);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
    }
}
