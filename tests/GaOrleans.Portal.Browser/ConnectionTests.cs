using Microsoft.Playwright;

namespace GaOrleans.Portal.Browser;

/// <summary>What a page does when the service goes and comes back.</summary>
[Collection(ServiceCollection.Name)]
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

    [BrowserFact]
    public async Task Page_DoesNotStayDead_WhenItsCircuitIsRefusedBeforePagesCanBeLoaded()
    {
        await OpenAsync("/look");
        await Page.EvaluateAsync("() => { window.isOfBefore = true; }");
        await Page.RouteAsync("**/_portal/ready", route => route.AbortAsync());
        await Service.EndAsync();
        await Service.StartAgainAsync();
        // Long enough for several tries; each would find the connection of the refused one open.
        for (int tries = 0; tries < 3; tries++) await Page.WaitForRequestAsync("**/_portal/ready");
        await Assertions.Expect(Page.Locator("#ga-connection")).ToContainTextAsync("The connection was lost");
        await Page.UnrouteAllAsync();
        await Page.WaitForFunctionAsync("() => !window.isOfBefore && document.documentElement.dataset.gaLive");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Page.GetByText("Saved", new() { Exact = true }).WaitForAsync();
    }

    [BrowserFact]
    public async Task Page_WhoseFirstConnectionIsRefused_TriesAgain()
    {
        int refused = 0;
        await Page.RouteWebSocketAsync(url => url.Contains("_blazor", StringComparison.Ordinal), socket =>
        {
            if (refused++ == 0) _ = socket.CloseAsync();
            else socket.ConnectToServer();
        });
        await OpenAsync("/look");
        Assert.Equal(2, refused);
        await Assertions.Expect(Page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task WhatWasTyped_IsNotLostWithoutAWord_WhenTheServiceWasRestarted()
    {
        const string Typed = "half a name";
        await OpenAsync("/look");
        ILocator field = Page.Locator("main input[type=text]:visible, main textarea:visible").First;
        await field.FillAsync(Typed);
        await Service.EndAsync();
        await Service.StartAgainAsync();
        ILocator again = Page.GetByRole(AriaRole.Button, new() { Name = "Load the page again" });
        await again.WaitForAsync();
        await Assertions.Expect(Page.Locator("#ga-connection")).ToContainTextAsync("not saved");
        Assert.Equal(Typed, await field.InputValueAsync());
        await ShootAsync("look-typed", wholePage: false);
        await again.ClickAsync();
        await Page.WaitForFunctionAsync("typed => document.documentElement.dataset.gaLive && ![...document.querySelectorAll('input')].some(input => input.value === typed)", Typed);
    }
}
