using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Staff look around as a merchant: read-only, written down, with an end.</summary>
public sealed class ViewAsTests
{
    private const string Staff = "staff@ga.example";

    [Fact]
    public async Task Look_OpensTheMerchantForReading_WithABanner_UntilItIsEnded()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, Site own, TestBrowser browser) = await SignedInAsync(host);
        using TestBrowser staff = browser;
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(staff, site));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(staff, own));
        using HttpResponseMessage begun = await StartAsync(staff, site.MerchantId, "ticket 4711");
        Assert.Equal("/sites", begun.Headers.Location!.OriginalString);
        string page = await staff.TextAsync($"/merchants/{site.MerchantId}/members");
        Assert.Contains("You look around as <b>Merchant of shop.example</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Invite somebody", page, StringComparison.Ordinal);
        // While it lasts that merchant is all there is, also for owners of another.
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(staff, own));
        using HttpResponseMessage ended = await staff.SubmitAsync($"/merchants/{site.MerchantId}/members", "/account/view-as/stop");
        Assert.Equal($"/admin/merchants/{site.MerchantId}", ended.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(staff, site));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(staff, own));
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadAsync(null, 10, null, CancellationToken.None)).Entries;
        Assert.Equal(["view-as.stop", "view-as.start"], entries.Select(entry => entry.Action));
        Assert.Equal(("ticket 4711", $"merchant:{site.MerchantId}", "127.0.0.1", Staff), (entries[1].Detail, entries[1].Subject, entries[1].Address, entries[1].ActorEmail));
    }

    [Fact]
    public async Task Look_EndsByItself_AfterAnHour()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, _, TestBrowser browser) = await SignedInAsync(host);
        using TestBrowser staff = browser;
        using HttpResponseMessage begun = await StartAsync(staff, site.MerchantId, "asked to");
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(staff, site));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(staff, site));
    }

    [Theory]
    [InlineData("", "Say why")]
    [InlineData(" \t ", "Say why")]
    [InlineData("asked\u202Eto", "cannot be shown")]
    [InlineData(null, "at most 500 characters")]
    public async Task Look_DoesNotBegin_WithoutAProperReason(string? reason, string problem)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, _, TestBrowser browser) = await SignedInAsync(host);
        using TestBrowser staff = browser;
        using HttpResponseMessage refused = await StartAsync(staff, site.MerchantId, reason ?? new string('x', 501));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(problem, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(staff, site));
        Assert.Empty((await host.Get<AuditLog>().ReadAsync(null, 10, null, CancellationToken.None)).Entries);
    }

    [Fact]
    public async Task Look_Ends_WithSigningOut()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (Site site, _, TestBrowser browser) = await SignedInAsync(host);
        using TestBrowser staff = browser;
        using HttpResponseMessage begun = await StartAsync(staff, site.MerchantId, "asked to");
        Assert.Equal("/sites", begun.Headers.Location!.OriginalString);
        using HttpResponseMessage out_ = await staff.SubmitAsync("/account", "/account/sign-out");
        User user = (await host.Accounts.FindByEmailAsync(Staff, CancellationToken.None))!;
        Assert.Null(await host.Get<ViewAs>().OfAsync(user.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Look_IsNotThere_ForThoseWhoAreNoStaff()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        await host.AddUserAsync("ann@shop.example");
        await host.AddUserAsync("new@ga.example", staff: true);
        foreach (string email in new[] { "ann@shop.example", "new@ga.example" })
        {
            using TestBrowser browser = await host.SignedInAsync(email);
            using HttpResponseMessage answer = await StartAsync(browser, site.MerchantId, "");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Empty((await host.Get<AuditLog>().ReadAsync(null, 10, null, CancellationToken.None)).Entries);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Look_IsNotThere_AsAMerchantThatDoesNotExist(string merchant)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        (_, _, TestBrowser browser) = await SignedInAsync(host);
        using TestBrowser staff = browser;
        using HttpResponseMessage answer = await staff.SubmitAsync(await FormAsync(staff), "/account", "/account/view-as", ("merchantId", merchant), ("reason", "asked to"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<(Site Site, Site Own, TestBrowser Browser)> SignedInAsync(PortalHost host)
    {
        Site site = await host.AddSiteAsync("shop.example"), own = await host.AddSiteAsync("own.example");
        User user = await host.AddUserAsync(Staff, staff: true);
        await host.Accounts.PutMemberAsync(new Membership(user.Id, own.MerchantId, MerchantRole.Owner), CancellationToken.None);
        return (site, own, await host.SignedInAsync(Staff, await host.AddSecondFactorAsync(user)));
    }

    private static async Task<HttpResponseMessage> StartAsync(TestBrowser browser, int merchant, string reason) =>
        await browser.SubmitAsync(await FormAsync(browser), "/account", "/account/view-as", ("merchantId", merchant.ToString(null, null)), ("reason", reason));

    // Any page has the token; the form itself stands on a page of the administration.
    private static async Task<string> FormAsync(TestBrowser browser) =>
        (await browser.TextAsync("/account")).Replace("/account/sign-out", "/account/view-as", StringComparison.Ordinal);

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser, Site site)
    {
        using HttpResponseMessage answer = await browser.GetAsync($"/merchants/{site.MerchantId}/members");
        return answer.StatusCode;
    }
}
