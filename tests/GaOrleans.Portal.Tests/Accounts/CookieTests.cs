using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Tests.Access;
using GaOrleans.TestKit.Records;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>What cookies may do, and that all processes read them.</summary>
public sealed class CookieTests
{
    private const string Ann = "ann@shop.example";

    [Fact]
    public async Task Cookies_AreHiddenFromScripts_AndLaxAtLeast()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage page = await browser.GetAsync("/signin");
        using HttpResponseMessage answer = await browser.SubmitAsync("/signin", "sign-in", ("Email", Ann), ("Password", PortalHost.Password));
        Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        string session = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("ga-session=", StringComparison.Ordinal));
        Assert.Contains("; httponly", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=lax", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
        string form = Assert.Single(page.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("ga-form=", StringComparison.Ordinal));
        Assert.Contains("; httponly", form, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", form, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookies_AreSecureAndOfThisHostOnly_WhereBrowsersSpeakHttps()
    {
        await using PortalHost host = await PortalHost.StartAsync(options => options.HttpsOutside = true);
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage page = await browser.GetAsync("/signin");
        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
        string form = Assert.Single(page.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-ga-form=", form, StringComparison.Ordinal);
        Assert.Contains("; secure", form, StringComparison.OrdinalIgnoreCase);
        // The cookie container would keep it for https; a browser behind the proxy sends it.
        string html = await page.Content.ReadAsStringAsync();
        browser.SendCookie(form);
        using HttpResponseMessage answer = await browser.SubmitAsync(html, "/signin", "sign-in", ("Email", Ann), ("Password", PortalHost.Password));
        string session = Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-ga-session=", StringComparison.Ordinal));
        Assert.Contains("; secure", session, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", session, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", session, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Sessions_AreReadByAllProcesses_ThatShareTheRecords()
    {
        var records = new InMemoryRecordStore();
        await using PortalHost first = await PortalHost.StartAsync(records: records);
        await first.AddUserAsync(Ann);
        using TestBrowser browser = await first.SignedInAsync(Ann);
        await using PortalHost second = await PortalHost.StartAsync(records: records);
        string text = await browser.TextAsync(new Uri(second.Address, "/account").ToString());
        Assert.Contains(Ann, text, StringComparison.Ordinal);
        Assert.NotEmpty(await records.ListAsync("data-protection", null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Users_AreKeptWithoutTheirSecrets()
    {
        var records = new InMemoryRecordStore();
        await using PortalHost host = await PortalHost.StartAsync(records: records);
        User ann = await host.AddUserAsync(Ann);
        string key = await host.AddSecondFactorAsync(ann);
        User kept = (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!;
        Assert.DoesNotContain(key, kept.AuthenticatorKey!, StringComparison.Ordinal);
        Assert.DoesNotContain(PortalHost.Password, kept.PasswordHash!, StringComparison.Ordinal);
    }
}
