using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Portal.Access;
using GaOrleans.Portal.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>What owners see of what was done with their merchant.</summary>
public sealed class MerchantLogTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_MembersAndStaffDo_IsInTheLogOfTheirMerchant_AndOfNoOther()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example"), other = await host.AddSiteAsync("other.example");
        User ann = await host.AddMemberAsync("ann@shop.example", site, MerchantRole.Owner);
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        var owner = new MerchantAccess(host.Configuration.FindMerchant(site.MerchantId)!, Right.Own, new Caller(ann, false, "203.0.113.7", null));
        Assert.Null((await scope.ServiceProvider.GetRequiredService<Members>().InviteAsync(owner, "zoe@new.example", MerchantRole.Editor, None)).Problem);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var staff = new Caller(await host.AddUserAsync("sue@staff.example", staff: true), true, "198.51.100.9", null);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<MerchantDesk>().SuspendAsync(staff, site.MerchantId, "looks like fraud", None));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await scope.ServiceProvider.GetRequiredService<SiteDesk>().BlockAsync(staff, site.Id, block: true, "r", None));
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadOfMerchantAsync(site.MerchantId, null, 10, None)).Entries;
        Assert.Equal([("site.block", true), ("merchant.suspend", true), ("member.invite", false)], entries.Select(entry => (entry.Action, entry.ByStaff)));
        Assert.Empty((await host.Get<AuditLog>().ReadOfMerchantAsync(other.MerchantId, null, 10, None)).Entries);
    }

    [Fact]
    public async Task Joining_IsWrittenDown()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        (_, string token) = await host.Accounts.InviteAsync(site.MerchantId, "zoe@new.example", MerchantRole.Editor, "x", None);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage joined = await browser.SubmitAsync($"/invitation/{token}", "register", ("Name", "Zoe"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        AuditEntry entry = Assert.Single((await host.Get<AuditLog>().ReadOfMerchantAsync(site.MerchantId, null, 10, None)).Entries);
        Assert.Equal(("member.join", "zoe@new.example", "as editor"), (entry.Action, entry.ActorEmail, entry.Detail));
    }

    [Fact]
    public async Task Staff_IsSupport_AlsoWhileLookingAroundAsTheMerchant()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        Site site = await host.AddSiteAsync("shop.example");
        User sue = await host.AddUserAsync("sue@staff.example", staff: true);
        string key = await host.AddSecondFactorAsync(sue);
        Assert.NotNull(await host.Get<ViewAs>().StartAsync(new Caller(sue, true, null, null), site.MerchantId, "asked to", None));
        using TestBrowser browser = await host.SignedInAsync(sue.Email, key);
        using HttpResponseMessage taken = await browser.GetAsync("/sites/shop.example/export.csv?from=2026-01-01&to=2026-01-31");
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadOfMerchantAsync(site.MerchantId, null, 10, None)).Entries;
        Assert.Contains(entries, entry => entry.Action == "hits.export");
        Assert.All(entries, entry => Assert.True(entry.ByStaff));
    }

    [Theory]
    [InlineData("member.invite", "Invited")]
    [InlineData("key.revoke.failed", "Revoked the key, which failed")]
    [InlineData("query.delete", "Deleted the query")]
    [InlineData("funnel.rename.failed", "Renamed the funnel, which failed")]
    [InlineData("paths.save", "Saved the report on paths")]
    [InlineData("something.new", "something.new")]
    [InlineData("query.unheard", "query.unheard")]
    public void Actions_AreToldInWords(string action, string words) => Assert.Equal(words, ActionText.Of(action));
}
