using System.Net;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>Signing in and out, as a browser without scripts does it.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task SignIn_OpensPages_WhenPasswordIsRight()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync("ann@shop.example");
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage before = await browser.GetAsync("/account");
        Assert.True(before.StatusCode == HttpStatusCode.Redirect, await before.Content.ReadAsStringAsync());
        Assert.Equal("/signin?returnUrl=%2Faccount", before.Headers.Location!.OriginalString);
        using HttpResponseMessage signedIn = await browser.SubmitAsync("/signin?returnUrl=%2Faccount", "sign-in", ("Email", " Ann@Shop.example"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.EndsWith("/account", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("ann@shop.example", await browser.TextAsync("/account"), StringComparison.Ordinal);
    }
}
