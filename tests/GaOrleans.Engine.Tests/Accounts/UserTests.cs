using GaOrleans.Engine.Accounts;

namespace GaOrleans.Engine.Tests.Accounts;

public sealed class UserTests : AccountFixture
{
    [Fact]
    public async Task User_IsFound_ByIdAndByEmailInAnyForm()
    {
        User user = (await Accounts.AddAsync(new User
        {
            Email = " Ada@Shop.Example ", Name = "Ada", PasswordHash = "h", SecurityStamp = "s", EmailConfirmed = true, TwoFactorEnabled = true, AuthenticatorKey = "k",
            RecoveryCodeHashes = ["1", "2"], FailedSignIns = 3, LockedUntilMs = 5, LockedByStaff = true, EndedSessions = [new EndedSession("e", 9)], IsStaff = true, IsDisabled = true, LastSignInMs = 7,
        }, None))!;

        Assert.Equal("ada@shop.example", user.Email);
        Assert.Equal(32, user.Id.Length);
        Assert.Equal(Clock.GetUtcNow().ToUnixTimeMilliseconds(), user.CreatedMs);
        Assert.True(user.Version > 0);
        foreach (User? found in (User?[])[await Accounts.FindAsync(user.Id, None), await Accounts.FindByEmailAsync("ADA@shop.example", None)])
        {
            Assert.Equal(["1", "2"], found!.RecoveryCodeHashes);
            Assert.Equal([new EndedSession("e", 9)], found.EndedSessions);
            Assert.Equal(user with { RecoveryCodeHashes = [], EndedSessions = [] }, found with { RecoveryCodeHashes = [], EndedSessions = [] });
        }

        Assert.Null(await Accounts.FindAsync("missing", None));
        Assert.Null(await Accounts.FindAsync("../users", None));
        Assert.Null(await Accounts.FindByEmailAsync("eve@shop.example", None));
        Assert.Null(await Accounts.FindByEmailAsync("no e-mail", None));
    }

    [Fact]
    public async Task Add_SaysNull_WhenTheEmailIsTaken()
    {
        User user = await UserAsync("ada@shop.example");

        Assert.Null(await Accounts.AddAsync(new User { Email = "ADA@shop.example" }, None));
        Assert.Equal(user.Id, (await Accounts.FindByEmailAsync("ada@shop.example", None))!.Id);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Accounts.AddAsync(new User { Email = "none" }, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Accounts.AddAsync(new User { Email = "x@y", Id = user.Id }, None));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Accounts.AddAsync(new User { Email = "x@y", Id = "a/b" }, None));
    }

    [Fact]
    public async Task Add_IsWonByOne_WhenManyWantTheEmailAtTheSameTime()
    {
        const int Many = 12;
        for (int round = 0; round < 20; round++)
        {
            string email = $"{round}@shop.example";
            using var together = new Barrier(Many);
            User?[] added = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Task.Factory.StartNew(() =>
            {
                together.SignalAndWait();
                return Accounts.AddAsync(new User { Email = email }, None).AsTask();
            }, None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            // It may be that each took the claim of another over, and none won; never two.
            User? winner = added.SingleOrDefault(user => user is not null);
            Assert.Equal(winner?.Id, (await Accounts.FindByEmailAsync(email, None))?.Id);
            if (winner is null) Assert.NotNull(await Accounts.AddAsync(new User { Email = email }, None));
            Assert.Single(await Accounts.SearchAsync(email, null, 10, None));
        }
    }

    [Fact]
    public async Task Add_IsMadeOrMayBeMadeAgain_WhereverItIsCutOff()
    {
        int change = 0;
        while (await CutOffAsync(change, async () => await UserAsync($"{change}@shop.example")))
        {
            string email = $"{change}@shop.example";
            User? there = await Accounts.FindByEmailAsync(email, None);
            User? again = await Accounts.AddAsync(new User { Email = email }, None);

            Assert.True(there is null ^ again is null);
            Assert.Equal((there ?? again)!.Id, (await Accounts.FindByEmailAsync(email, None))!.Id);
            Assert.Single(await Accounts.SearchAsync(email, null, 10, None));
            change++;
        }

        Assert.Equal(4, change);
    }

    [Fact]
    public async Task Change_SaysNull_WhenAnotherCameFirst()
    {
        User user = await UserAsync("ada@shop.example");
        User first = (await Accounts.ChangeAsync(user with { Name = "Ada" }, None))!;

        Assert.Null(await Accounts.ChangeAsync(user with { Name = "Eve" }, None));
        Assert.Null(await Accounts.ChangeAsync(user with { Email = "eve@shop.example" }, None));
        Assert.Null(await Accounts.ChangeAsync(user with { Id = "missing" }, None));
        Assert.Equal("Ada", (await Accounts.FindAsync(user.Id, None))!.Name);
        Assert.Null(await Accounts.FindByEmailAsync("eve@shop.example", None));
        Assert.NotNull(await Accounts.ChangeAsync(first with { Name = "Countess" }, None));
    }

    [Fact]
    public async Task ChangeOfEmail_GivesTheOldOneFree_AndNeverTakesAnothers()
    {
        User ada = await UserAsync("ada@shop.example"), eve = await UserAsync("eve@shop.example");

        Assert.Null(await Accounts.ChangeAsync(eve with { Email = "Ada@shop.example" }, None));
        User moved = (await Accounts.ChangeAsync(ada with { Email = "countess@shop.example" }, None))!;

        Assert.Equal(moved.Id, (await Accounts.FindByEmailAsync("countess@shop.example", None))!.Id);
        Assert.Null(await Accounts.FindByEmailAsync("ada@shop.example", None));
        Assert.NotNull(await Accounts.ChangeAsync(eve with { Email = "ada@shop.example" }, None));
        Assert.NotNull(await Accounts.ChangeAsync(moved with { Email = "eve@shop.example" }, None));
        Assert.Equal(["ada@shop.example", "eve@shop.example"], (await Accounts.SearchAsync("", null, 10, None)).Select(user => user.Email));
    }

    [Fact]
    public async Task ChangeOfEmail_LeavesTheUserUnderOneOfBoth_WhereverItIsCutOff()
    {
        int change = 0;
        while (true)
        {
            string before = $"a{change}@shop.example", after = $"b{change}@shop.example";
            User user = await UserAsync(before);
            if (!await CutOffAsync(change, async () => await Accounts.ChangeAsync(user with { Email = after }, None))) break;
            User now = (await Accounts.FindAsync(user.Id, None))!;

            Assert.Equal(user.Id, (await Accounts.FindByEmailAsync(now.Email, None))!.Id);
            string other = now.Email == before ? after : before;
            Assert.Null(await Accounts.FindByEmailAsync(other, None));
            // Who was cut off may go on, and another has the e-mail after a while at the latest.
            Clock.Advance(TimeSpan.FromMinutes(2));
            Assert.NotNull(await Accounts.AddAsync(new User { Email = other }, None));
            Assert.Equal(user.Id, (await Accounts.FindByEmailAsync(now.Email, None))!.Id);
            change++;
        }

        Assert.Equal(5, change);
    }

    [Fact]
    public async Task ChangeOfEmail_KeepsTheNewOneFromOthers_WhileItIsUnderWay()
    {
        User ada = await UserAsync("ada@shop.example");
        User? intruder = null;
        int at = 0;
        // After the new e-mail is claimed and before the user has it.
        Records.Changing = (partition, _) =>
        {
            if (!partition.StartsWith("users/", StringComparison.Ordinal) || at++ != 0) return;
            intruder = Accounts.AddAsync(new User { Email = "new@shop.example" }, None).AsTask().GetAwaiter().GetResult();
        };
        User? moved = await Accounts.ChangeAsync(ada with { Email = "new@shop.example" }, None);

        Assert.NotNull(moved);
        Assert.Null(intruder);
        Assert.Equal(ada.Id, (await Accounts.FindByEmailAsync("new@shop.example", None))!.Id);
    }

    [Fact]
    public async Task Delete_SaysWhy_AndGivesTheEmailFree()
    {
        User ada = await UserAsync("ada@shop.example"), eve = await UserAsync("eve@shop.example");
        await PutAsync(ada, 1, MerchantRole.Owner);
        await PutAsync(eve, 1, MerchantRole.Viewer);

        Assert.Equal(UserDeletion.HasMemberships, await Accounts.DeleteAsync(eve.Id, None));
        Assert.Equal(MemberChange.Done, await Accounts.RemoveMemberAsync(eve.Id, 1, None));
        Assert.Equal(UserDeletion.Done, await Accounts.DeleteAsync(eve.Id, None));
        Assert.Equal(UserDeletion.Unknown, await Accounts.DeleteAsync(eve.Id, None));
        Assert.Null(await Accounts.FindByEmailAsync("eve@shop.example", None));
        Assert.NotEqual(eve.Id, (await UserAsync("eve@shop.example")).Id);
    }

    [Fact]
    public async Task Search_PagesThroughAllUsers_InTheOrderOfTheirEmails()
    {
        string[] emails = ["a@b", "aa@b", "ab@b", "ab@c", "abc@b", "b@b", "ba@b", "z@z", "é@b", "日本@b", "日本語@b", "😀@b", "😀a@b"];
        foreach (string email in emails.Reverse()) await UserAsync(email);

        Assert.Equal(emails, await PagesAsync("", 3));
        Assert.Equal(emails, await PagesAsync("", 1));
        Assert.Equal(["a@b", "aa@b", "ab@b", "ab@c", "abc@b"], await PagesAsync("A", 2));
        Assert.Equal(["ab@b", "ab@c", "abc@b"], await PagesAsync(" ab", 2));
        Assert.Equal(["ab@b", "ab@c"], await PagesAsync("ab@", 1));
        Assert.Equal(["ab@c"], await PagesAsync("ab@c", 1));
        Assert.Equal(["日本@b", "日本語@b"], await PagesAsync("日", 1));
        Assert.Equal(["😀@b", "😀a@b"], await PagesAsync("😀", 1));
        Assert.Empty(await PagesAsync("nobody", 5));
        Assert.Empty(await PagesAsync("\uD83D", 5));
        Assert.Empty(await PagesAsync("\0", 5));
        Assert.Empty(await PagesAsync(new string('a', 3000), 5));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Accounts.SearchAsync("", null, 0, None));
    }

    private async Task<List<string>> PagesAsync(string prefix, int count)
    {
        var emails = new List<string>();
        while (await Accounts.SearchAsync(prefix, emails.Count == 0 ? null : emails[^1], count, None) is { Count: > 0 } page) emails.AddRange(page.Select(user => user.Email));
        return emails;
    }
}
