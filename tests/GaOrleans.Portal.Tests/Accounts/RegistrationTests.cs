using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>Invitations, and signing up where the service is open.</summary>
public sealed class RegistrationTests
{
    private const string Ann = "ann@shop.example", Bob = "bob@shop.example";

    [Fact]
    public async Task Invitation_MakesAnAccount_AndAMember_Once()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        User owner = await host.AddMemberAsync(Ann, site, MerchantRole.Owner);
        (_, string token) = await host.Accounts.InviteAsync(site.MerchantId, Bob, MerchantRole.Editor, owner.Id, CancellationToken.None);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage done = await browser.SubmitAsync($"/invitation/{token}", "register", ("Name", "Bob"), ("Password", PortalHost.Password), ("Email", "mallory@evil.example"));
        Assert.EndsWith("/sites", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        User bob = (await host.Accounts.FindByEmailAsync(Bob, CancellationToken.None))!;
        Assert.Null(await host.Accounts.FindByEmailAsync("mallory@evil.example", CancellationToken.None));
        Assert.Equal(MerchantRole.Editor, await host.Accounts.RoleOfAsync(bob.Id, site.MerchantId, CancellationToken.None));
        Assert.Contains("Merchant of shop.example", await browser.TextAsync($"/merchants/{site.MerchantId}/members"), StringComparison.Ordinal);
        using HttpResponseMessage again = await host.NewBrowser().GetAsync($"/invitation/{token}");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Invitation_IsJoined_ByWhoHasTheAccountAlready()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        User owner = await host.AddMemberAsync(Ann, site, MerchantRole.Owner);
        User bob = await host.AddUserAsync(Bob);
        await host.AddUserAsync("eve@shop.example");
        (_, string token) = await host.Accounts.InviteAsync(site.MerchantId, Bob, MerchantRole.Viewer, owner.Id, CancellationToken.None);
        string anonymous = await host.NewBrowser().TextAsync($"/invitation/{token}");
        Assert.Contains($"/signin?returnUrl=%2Finvitation%2F{token}", anonymous, StringComparison.Ordinal);
        using TestBrowser eve = await host.SignedInAsync("eve@shop.example");
        Assert.DoesNotContain("value=\"join\"", await eve.TextAsync($"/invitation/{token}"), StringComparison.Ordinal);
        using TestBrowser browser = await host.SignedInAsync(Bob);
        using HttpResponseMessage done = await browser.SubmitAsync($"/invitation/{token}", "join");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(MerchantRole.Viewer, await host.Accounts.RoleOfAsync(bob.Id, site.MerchantId, CancellationToken.None));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("../../admin")]
    [InlineData("%00")]
    public async Task Invitation_IsNotThere_WhenTheTokenIsNone(string token)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        using HttpResponseMessage answer = await host.NewBrowser().GetAsync($"/invitation/{Uri.EscapeDataString(token)}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Invitation_HoldsNoMore_WhenItIsTooOld()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        User owner = await host.AddMemberAsync(Ann, site, MerchantRole.Owner);
        (_, string token) = await host.Accounts.InviteAsync(site.MerchantId, Bob, MerchantRole.Editor, owner.Id, CancellationToken.None);
        host.Clock.Advance(AccountStore.InvitationLife);
        using HttpResponseMessage answer = await host.NewBrowser().GetAsync($"/invitation/{token}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task SigningUp_IsNotThere_UnlessTheServiceIsOpen()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        using HttpResponseMessage answer = await host.NewBrowser().GetAsync("/signup");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("/signup", await host.NewBrowser().TextAsync("/signin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SigningUp_MakesAMerchant_WhenTheMailIsFollowed()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await OpenAsync(host);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage asked = await browser.SubmitAsync("/signup", "ask", ("Email", "Zoe@new.example"));
        string link = RecordingMailer.LinkOf(await host.Mailer.NextAsync()).PathAndQuery;
        using HttpResponseMessage done = await browser.SubmitAsync(link, "register", ("Merchant", "Zoe & <b>Co</b>"), ("Name", "Zoe"), ("Password", PortalHost.Password));
        Assert.EndsWith("/sites/new", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        User zoe = (await host.Accounts.FindByEmailAsync("zoe@new.example", CancellationToken.None))!;
        Membership membership = Assert.Single(await host.Accounts.MembershipsOfAsync(zoe.Id, CancellationToken.None));
        Assert.Equal(MerchantRole.Owner, membership.Role);
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadAsync(null, 10, null, CancellationToken.None)).Entries;
        Assert.Equal(["member.join", "merchant.create"], entries.Select(entry => entry.Action).Order(StringComparer.Ordinal));
        Assert.Equal("as owner", Assert.Single((await host.Get<AuditLog>().ReadOfMerchantAsync(membership.MerchantId, null, 10, CancellationToken.None)).Entries).Detail);
        string page = await browser.TextAsync($"/merchants/{membership.MerchantId}/members");
        Assert.Contains("Zoe &amp; &lt;b&gt;Co&lt;/b&gt;", page, StringComparison.Ordinal);
        using HttpResponseMessage again = await browser.SubmitAsync(link, "register", ("Merchant", "Second"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task SigningUp_DoesNotTell_WhetherThereIsAnAccount()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await OpenAsync(host);
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage known = await browser.SubmitAsync("/signup", "ask", ("Email", Ann)), unknown = await browser.SubmitAsync("/signup", "ask", ("Email", "zoe@new.example"));
        Assert.Contains("is on its way", await known.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("is on its way", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("You have an account", (await host.Mailer.NextAsync()).Subject);
    }

    private static async Task OpenAsync(PortalHost host)
    {
        var settings = host.Get<ServiceSettings>();
        await settings.PutAsync(await settings.GetAsync(CancellationToken.None) with { InvitationOnly = false }, CancellationToken.None);
    }
}
