using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class LoginBootstrapTests : AccountFixture
{
    private const int Demo = 3;

    [Fact]
    public async Task Logins_AreMadeOnce_WithRandomPasswords()
    {
        LoginBootstrap bootstrap = Bootstrap();
        IReadOnlyList<DemoLogin> logins = await bootstrap.MakeAsync(Demo, None);
        await bootstrap.DoneAsync(None);
        await bootstrap.DoneAsync(None);

        Assert.Equal([LoginBootstrap.OwnerEmail, LoginBootstrap.StaffEmail], logins.Select(login => login.Email));
        Assert.All(logins, login => Assert.Matches("^[a-km-zA-HJ-NP-Z2-9]{20}$", login.Password));
        Assert.NotEqual(logins[0].Password, logins[1].Password);
        User owner = (await Accounts.FindByEmailAsync(LoginBootstrap.OwnerEmail, None))!, staff = (await Accounts.FindByEmailAsync(LoginBootstrap.StaffEmail, None))!;
        Assert.Equal($"hash of {logins[0].Password}", owner.PasswordHash);
        Assert.Equal($"hash of {logins[1].Password}", staff.PasswordHash);
        Assert.True(staff.IsStaff && !owner.IsStaff && owner.EmailConfirmed && staff.EmailConfirmed);
        Assert.Equal(40, staff.SecurityStamp.Length);
        Assert.Equal(MerchantRole.Owner, await Accounts.RoleOfAsync(owner.Id, Demo, None));
        Assert.Empty(await Accounts.MembershipsOfAsync(staff.Id, None));
        Assert.Empty(await Bootstrap().MakeAsync(Demo, None));
    }

    [Fact]
    public async Task OnlyStaff_IsMade_WhereThereIsNoDemoMerchant()
    {
        Assert.Equal(LoginBootstrap.StaffEmail, Assert.Single(await Bootstrap().MakeAsync(null, None)).Email);
    }

    [Fact]
    public async Task NextStart_GivesPasswordsThatHold_WhereverAStartIsCutOff()
    {
        int change = 0;
        while (await CutOffAsync(change, async () =>
        {
            await Bootstrap().MakeAsync(Demo, None);
            await Bootstrap().DoneAsync(None);
        }))
        {
            foreach (DemoLogin login in await Bootstrap().MakeAsync(Demo, None))
            {
                User user = (await Accounts.FindByEmailAsync(login.Email, None))!;
                Assert.Equal($"hash of {login.Password}", user.PasswordHash);
                Assert.Equal(login.IsStaff ? null : MerchantRole.Owner, await Accounts.RoleOfAsync(user.Id, Demo, None));
            }

            change++;
        }

        Assert.True(change > 3);
    }

    private LoginBootstrap Bootstrap() => new(Records, Accounts, (_, password) => $"hash of {password}");
}
