using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Portal.Access;
using GaOrleans.TestKit.Records;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Who may change who takes part, and what is written down of it.</summary>
public sealed class MembersTests
{
    private const string Ann = "ann@shop.example", Bob = "bob@shop.example";

    [Fact]
    public async Task Owner_InvitesChangesAndRemoves_AndAllIsWrittenDown()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<Members>();
        (MerchantAccess owner, User bob) = await MerchantAsync(host, Right.Own);
        Assert.Equal((null, null), await members.InviteAsync(owner, " Zoe@New.example ", MerchantRole.Editor, CancellationToken.None));
        Mail mail = await host.Mailer.NextAsync();
        Assert.Equal("zoe@new.example", mail.To);
        Assert.Contains("/invitation/", mail.Text, StringComparison.Ordinal);
        Invitation invitation = Assert.Single(await members.InvitationsAsync(owner, CancellationToken.None));
        Assert.Null(await members.RevokeAsync(owner, invitation, CancellationToken.None));
        Assert.Null(await members.ChangeAsync(owner, new Member(bob, MerchantRole.Viewer), MerchantRole.Editor, CancellationToken.None));
        Assert.Equal(MerchantRole.Editor, await host.Accounts.RoleOfAsync(bob.Id, owner.Merchant.Id, CancellationToken.None));
        Assert.Null(await members.RemoveAsync(owner, new Member(bob, MerchantRole.Editor), CancellationToken.None));
        Assert.Equal([Ann], (await members.ListAsync(owner, CancellationToken.None)).Select(member => member.User.Email));
        // Whoever was removed is not brought back by a page that shows an older list.
        Assert.NotNull(await members.ChangeAsync(owner, new Member(bob, MerchantRole.Editor), MerchantRole.Owner, CancellationToken.None));
        Assert.Null(await host.Accounts.RoleOfAsync(bob.Id, owner.Merchant.Id, CancellationToken.None));
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadAsync(null, 10, null, CancellationToken.None)).Entries;
        Assert.Equal(["member.remove", "member.role", "member.revoke", "member.invite"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal($"merchant:{owner.Merchant.Id}", entry.Subject));
    }

    [Theory]
    [InlineData(Right.View)]
    [InlineData(Right.Edit)]
    public async Task OthersThanOwners_ChangeNothing_ButMayLeave(Right right)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<Members>();
        (MerchantAccess owner, User bob) = await MerchantAsync(host, Right.Own);
        MerchantAccess access = owner with { Right = right, Caller = new Caller(bob, false, null, null) };
        (Invitation invitation, _) = await host.Accounts.InviteAsync(owner.Merchant.Id, "zoe@new.example", MerchantRole.Viewer, owner.Caller.User.Id, CancellationToken.None);
        Assert.NotNull((await members.InviteAsync(access, "eve@new.example", MerchantRole.Owner, CancellationToken.None)).Problem);
        Assert.NotNull(await members.RevokeAsync(access, invitation, CancellationToken.None));
        Assert.NotNull(await members.ChangeAsync(access, new Member(bob, MerchantRole.Viewer), MerchantRole.Owner, CancellationToken.None));
        Assert.NotNull(await members.RemoveAsync(access, new Member(owner.Caller.User, MerchantRole.Owner), CancellationToken.None));
        Assert.Equal(2, (await host.Accounts.MembersOfAsync(owner.Merchant.Id, CancellationToken.None)).Count);
        Assert.Null(await members.RemoveAsync(access, new Member(bob, MerchantRole.Viewer), CancellationToken.None));
        Assert.Single(await host.Accounts.MembersOfAsync(owner.Merchant.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Invitation_ThatCannotBeStored_IsInTheLogAsFailed()
    {
        var records = new InMemoryRecordStore();
        await using PortalHost host = await PortalHost.StartAsync(records: records);
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        (MerchantAccess owner, _) = await MerchantAsync(host, Right.Own);
        records.Changing = (partition, _) =>
        {
            if (!partition.StartsWith("invitations/", StringComparison.Ordinal)) return;
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            throw new IOException("away");
        };
        await Assert.ThrowsAsync<IOException>(async () => await scope.ServiceProvider.GetRequiredService<Members>().InviteAsync(owner, "zoe@new.example", MerchantRole.Editor, CancellationToken.None));
        IReadOnlyList<AuditEntry> entries = (await host.Get<AuditLog>().ReadOfMerchantAsync(owner.Merchant.Id, null, 10, CancellationToken.None)).Entries;
        Assert.Equal(["member.invite.failed", "member.invite"], entries.Select(entry => entry.Action));
    }

    [Fact]
    public async Task LastOwner_StaysAndStaysOwner()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<Members>();
        (MerchantAccess owner, _) = await MerchantAsync(host, Right.Own);
        var ann = new Member(owner.Caller.User, MerchantRole.Owner);
        Assert.Contains("last owner", await members.RemoveAsync(owner, ann, CancellationToken.None), StringComparison.Ordinal);
        Assert.Contains("last owner", await members.ChangeAsync(owner, ann, MerchantRole.Viewer, CancellationToken.None), StringComparison.Ordinal);
        Assert.Equal(MerchantRole.Owner, await host.Accounts.RoleOfAsync(ann.User.Id, owner.Merchant.Id, CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no address")]
    [InlineData("a@b\r\nBcc: everybody@shop.example")]
    [InlineData(Bob)]
    public async Task Invitation_IsRefused_WhenTheAddressIsNoneOrAMembers(string email)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await using AsyncServiceScope scope = host.App.Services.CreateAsyncScope();
        (MerchantAccess owner, _) = await MerchantAsync(host, Right.Own);
        Assert.NotNull((await scope.ServiceProvider.GetRequiredService<Members>().InviteAsync(owner, email, MerchantRole.Viewer, CancellationToken.None)).Problem);
        Assert.Empty(host.Mailer.Mails);
    }

    private static async Task<(MerchantAccess Access, User Bob)> MerchantAsync(PortalHost host, Right right)
    {
        Site site = await host.AddSiteAsync("shop.example");
        User ann = await host.AddMemberAsync(Ann, site, MerchantRole.Owner), bob = await host.AddMemberAsync(Bob, site, MerchantRole.Viewer);
        return (new MerchantAccess(host.Configuration.FindMerchant(site.MerchantId)!, right, new Caller(ann, false, "192.0.2.7", null)), bob);
    }
}
