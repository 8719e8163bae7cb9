using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class MemberTests : AccountFixture
{
    private const int Shop = 7, Other = 12;

    [Fact]
    public async Task Membership_IsSeenFromBothSides()
    {
        User ada = await UserAsync("ada@x"), eve = await UserAsync("eve@x");
        Assert.Equal(MemberChange.Done, await PutAsync(ada, Shop, MerchantRole.Owner));
        Assert.Equal(MemberChange.Done, await PutAsync(ada, Other, MerchantRole.Viewer));
        Assert.Equal(MemberChange.Done, await PutAsync(eve, Shop, MerchantRole.Editor));

        Assert.Equal(MerchantRole.Owner, await Accounts.RoleOfAsync(ada.Id, Shop, None));
        Assert.Null(await Accounts.RoleOfAsync(eve.Id, Other, None));
        Assert.Null(await Accounts.RoleOfAsync("nobody", Shop, None));
        Assert.Equal([new Membership(ada.Id, Shop, MerchantRole.Owner), new Membership(ada.Id, Other, MerchantRole.Viewer)], await Accounts.MembershipsOfAsync(ada.Id, None));
        Assert.Equal(new[] { ada.Id, eve.Id }.Order(StringComparer.Ordinal), (await Accounts.MembersOfAsync(Shop, None)).Select(member => member.UserId));

        Assert.Equal(MemberChange.Done, await PutAsync(eve, Shop, MerchantRole.Viewer));
        Assert.Equal(MerchantRole.Viewer, await Accounts.RoleOfAsync(eve.Id, Shop, None));
        Assert.Equal(MemberChange.Done, await Accounts.RemoveMemberAsync(eve.Id, Shop, None));
        Assert.Equal(MemberChange.Unknown, await Accounts.RemoveMemberAsync(eve.Id, Shop, None));
        Assert.Empty(await Accounts.MembershipsOfAsync(eve.Id, None));
        Assert.Null(await Accounts.RoleOfAsync(eve.Id, Shop, None));
        Assert.Equal(MemberChange.Unknown, await Accounts.PutMemberAsync(new Membership("nobody", Shop, MerchantRole.Owner), None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await PutAsync(ada, Shop, (MerchantRole)9));
    }

    [Fact]
    public async Task LastOwner_CanNeitherLeaveNorBeLowered()
    {
        User ada = await UserAsync("ada@x"), eve = await UserAsync("eve@x");
        await PutAsync(ada, Shop, MerchantRole.Owner);
        await PutAsync(eve, Shop, MerchantRole.Editor);

        Assert.Equal(MemberChange.LastOwner, await Accounts.RemoveMemberAsync(ada.Id, Shop, None));
        Assert.Equal(MemberChange.LastOwner, await PutAsync(ada, Shop, MerchantRole.Editor));
        Assert.Equal(MemberChange.Done, await PutAsync(ada, Shop, MerchantRole.Owner));
        Assert.Equal(MemberChange.Done, await PutAsync(eve, Shop, MerchantRole.Owner));
        Assert.Equal(MemberChange.Done, await PutAsync(ada, Shop, MerchantRole.Viewer));
        Assert.Equal(MemberChange.LastOwner, await Accounts.RemoveMemberAsync(eve.Id, Shop, None));
        Assert.Equal(UserDeletion.HasMemberships, await Accounts.DeleteAsync(eve.Id, None));
    }

    [Fact]
    public async Task OneOwnerIsLeft_WhenAllLeaveAtTheSameTime()
    {
        const int Owners = 8;
        for (int round = 0; round < 20; round++)
        {
            int merchant = 100 + round;
            var owners = new User[Owners];
            for (int i = 0; i < Owners; i++)
            {
                owners[i] = await UserAsync($"{round}-{i}@x");
                await PutAsync(owners[i], merchant, MerchantRole.Owner);
            }

            MemberChange[] made = await Task.WhenAll(owners.Select(owner => Task.Run(async () => await Accounts.RemoveMemberAsync(owner.Id, merchant, None))));

            Assert.Single(made, MemberChange.LastOwner);
            Assert.Equal(MerchantRole.Owner, Assert.Single(await Accounts.MembersOfAsync(merchant, None)).Role);
        }
    }

    [Fact]
    public async Task BothSides_Agree_WhereverAChangeIsCutOff()
    {
        User owner = await UserAsync("owner@x");
        await PutAsync(owner, Shop, MerchantRole.Owner);
        for (int change = 0; change < 4; change++)
        {
            User user = await UserAsync($"{change}@x");
            bool cut = await CutOffAsync(change, async () =>
            {
                await PutAsync(user, Shop, MerchantRole.Viewer);
                await Accounts.RemoveMemberAsync(user.Id, Shop, None);
            });

            Assert.True(cut);
            bool member = await Accounts.RoleOfAsync(user.Id, Shop, None) is not null;
            Assert.Equal(member, (await Accounts.MembershipsOfAsync(user.Id, None)).Count == 1);
            Assert.Equal(member, (await Accounts.MembersOfAsync(Shop, None)).Any(other => other.UserId == user.Id));
            Assert.Equal(MemberChange.Done, await PutAsync(user, Shop, MerchantRole.Viewer));
            Assert.Equal(MemberChange.Done, await Accounts.RemoveMemberAsync(user.Id, Shop, None));
            Assert.Empty(await Records.ListAsync($"memberships/{user.Id}", null, 10, None));
        }
    }

    [Fact]
    public async Task LostIndex_IsRepaired_WhenTheMembersAreRead()
    {
        User ada = await UserAsync("ada@x");
        await PutAsync(ada, Shop, MerchantRole.Owner);
        var entry = Assert.Single(await Records.ListAsync($"memberships/{ada.Id}", null, 10, None));
        await Records.DeleteAsync($"memberships/{ada.Id}", entry.Key, entry.Version, None);

        Assert.Empty(await Accounts.MembershipsOfAsync(ada.Id, None));
        Assert.Equal(MerchantRole.Owner, await Accounts.RoleOfAsync(ada.Id, Shop, None));
        Assert.Single(await Accounts.MembersOfAsync(Shop, None));
        Assert.Single(await Accounts.MembershipsOfAsync(ada.Id, None));
    }

    [Fact]
    public async Task Members_AreAsManyAsTheyMay()
    {
        for (int i = 0; i < AccountStore.MostMembers; i++) Assert.Equal(MemberChange.Done, await PutAsync(await UserAsync($"{i}@x"), Shop, MerchantRole.Owner));

        User more = await UserAsync("more@x");
        Assert.Equal(MemberChange.TooMany, await PutAsync(more, Shop, MerchantRole.Viewer));
        Assert.Empty(await Accounts.MembershipsOfAsync(more.Id, None));
        Assert.Equal(MemberChange.Done, await PutAsync((await Accounts.FindByEmailAsync("5@x", None))!, Shop, MerchantRole.Viewer));
    }
}
