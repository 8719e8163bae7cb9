using System.Text;
using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class InvitationTests : AccountFixture
{
    private const int Shop = 7;

    [Fact]
    public async Task Invitation_MakesAMember_Once()
    {
        User ada = await UserAsync("ada@x");
        (Invitation invitation, string token) = await Accounts.InviteAsync(Shop, " ADA@x ", MerchantRole.Editor, "boss", None);

        Assert.Equal("ada@x", invitation.Email);
        Assert.Equal(Clock.GetUtcNow().AddDays(7).ToUnixTimeMilliseconds(), invitation.ExpiresMs);
        Assert.Equal(invitation, await Accounts.FindInvitationAsync(token, None));
        Assert.Equal([invitation], await Accounts.InvitationsOfAsync(Shop, None));
        Assert.Null(await Accounts.RoleOfAsync(ada.Id, Shop, None));

        Assert.Equal(Acceptance.Done, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
        Assert.Equal(MerchantRole.Editor, await Accounts.RoleOfAsync(ada.Id, Shop, None));
        Assert.Null(await Accounts.FindInvitationAsync(token, None));
        Assert.Empty(await Accounts.InvitationsOfAsync(Shop, None));
        await Accounts.RemoveMemberAsync(ada.Id, Shop, None);
        Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
        Assert.Null(await Accounts.RoleOfAsync(ada.Id, Shop, None));
    }

    [Fact]
    public async Task Token_IsNotKept()
    {
        (_, string token) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Editor, "boss", None);

        var record = Assert.Single(await Records.ListAsync($"invitations/{Shop}", null, 10, None));
        Assert.True(token.Length > 40);
        Assert.DoesNotContain(token, record.Json + record.Key, StringComparison.Ordinal);
        Assert.Equal(record.Key, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(token))));
    }

    [Fact]
    public async Task Invitation_IsForItsEmailOnly_AndHoldsSevenDays()
    {
        User eve = await UserAsync("eve@x"), ada = await UserAsync("ada@x");
        (_, string token) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Owner, "boss", None);

        Assert.Equal(Acceptance.OtherEmail, await Accounts.AcceptInvitationAsync(token, eve.Id, None));
        Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(token, "nobody", None));
        Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(Acceptance.Expired, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
        Assert.Empty(await Accounts.InvitationsOfAsync(Shop, None));
        Assert.Empty(await Accounts.MembersOfAsync(Shop, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("7")]
    [InlineData("7-")]
    [InlineData("7-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("-1-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("99999999999-AAAA")]
    [InlineData("7-\0\"><script>")]
    public async Task Token_ThatIsNone_IsUnknown(string token)
    {
        User ada = await UserAsync("ada@x");
        await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Owner, "boss", None);

        Assert.Null(await Accounts.FindInvitationAsync(token, None));
        Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
        Assert.Null(await Accounts.FindInvitationAsync("7-\uD800", None));
        Assert.Null(await Accounts.FindInvitationAsync(new string('7', 100_000), None));
    }

    [Fact]
    public async Task Token_OfAnotherMerchant_IsUnknown()
    {
        (_, string token) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Owner, "boss", None);
        Assert.Null(await Accounts.FindInvitationAsync("8" + token[1..], None));
    }

    [Fact]
    public async Task Invitation_TakesThePlaceOfAnEarlierOne()
    {
        User ada = await UserAsync("ada@x");
        (_, string first) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Owner, "boss", None);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (Invitation other, _) = await Accounts.InviteAsync(Shop, "eve@x", MerchantRole.Owner, "boss", None);
        Clock.Advance(TimeSpan.FromSeconds(1));
        (Invitation second, string token) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Viewer, "boss", None);

        Assert.Equal([second, other], await Accounts.InvitationsOfAsync(Shop, None));
        Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(first, ada.Id, None));
        Assert.Equal(Acceptance.Done, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
        Assert.Equal(MerchantRole.Viewer, await Accounts.RoleOfAsync(ada.Id, Shop, None));
    }

    [Fact]
    public async Task Invitation_NeverLowersARole()
    {
        User ada = await UserAsync("ada@x"), eve = await UserAsync("eve@x");
        await PutAsync(ada, Shop, MerchantRole.Owner);
        await PutAsync(eve, Shop, MerchantRole.Viewer);

        foreach ((User user, MerchantRole after) in ((User, MerchantRole)[])[(ada, MerchantRole.Owner), (eve, MerchantRole.Editor)])
        {
            (_, string token) = await Accounts.InviteAsync(Shop, user.Email, MerchantRole.Editor, "boss", None);
            Assert.Equal(Acceptance.Done, await Accounts.AcceptInvitationAsync(token, user.Id, None));
            Assert.Equal(after, await Accounts.RoleOfAsync(user.Id, Shop, None));
        }
    }

    [Fact]
    public async Task Revoked_IsUnknown()
    {
        User ada = await UserAsync("ada@x");
        (Invitation invitation, string token) = await Accounts.InviteAsync(Shop, "ada@x", MerchantRole.Owner, "boss", None);

        Assert.False(await Accounts.RevokeInvitationAsync(8, invitation.Id, None));
        Assert.False(await Accounts.RevokeInvitationAsync(Shop, "../x", None));
        Assert.True(await Accounts.RevokeInvitationAsync(Shop, invitation.Id, None));
        Assert.False(await Accounts.RevokeInvitationAsync(Shop, invitation.Id, None));
        Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(token, ada.Id, None));
    }

    [Fact]
    public async Task Acceptance_MayBeMadeAgain_WhereverItWasCutOff()
    {
        int change = 0;
        while (true)
        {
            User user = await UserAsync($"{change}@x");
            (_, string token) = await Accounts.InviteAsync(Shop, user.Email, MerchantRole.Owner, "boss", None);
            if (!await CutOffAsync(change, async () => await Accounts.AcceptInvitationAsync(token, user.Id, None))) break;

            Assert.Equal(Acceptance.Done, await Accounts.AcceptInvitationAsync(token, user.Id, None));
            Assert.Equal(MerchantRole.Owner, await Accounts.RoleOfAsync(user.Id, Shop, None));
            Assert.Equal(Acceptance.Unknown, await Accounts.AcceptInvitationAsync(token, user.Id, None));
            change++;
        }

        Assert.Equal(4, change);
    }
}
