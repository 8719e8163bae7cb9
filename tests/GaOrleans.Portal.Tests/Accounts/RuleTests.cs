using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Accounts;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>The rules of accounts that are plain calculation.</summary>
public sealed class RuleTests
{
    private const long Minute = 60_000, Day = 24 * 60 * Minute;

    [Fact]
    public void Lock_ComesWithEveryFifthFailure_AndGrowsToAnHour()
    {
        var user = new User { Email = "ann@shop.example" };
        var minutes = new List<long>();
        long now = 0;
        for (int i = 1; i <= 100; i++)
        {
            user = LockRules.Failed(user, now);
            Assert.Equal(i, user.FailedSignIns);
            if (i % 5 != 0) continue;
            Assert.True(LockRules.IsLocked(user, now));
            minutes.Add((user.LockedUntilMs!.Value - now) / Minute);
            now = user.LockedUntilMs.Value;
            Assert.False(LockRules.IsLocked(user, now));
        }

        Assert.Equal([5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 60, 60, 60, 60, 60, 60, 60, 60], minutes);
    }

    [Fact]
    public void Failures_AreForgotten_ADayAfterTheLock()
    {
        var user = new User { Email = "ann@shop.example", FailedSignIns = 9, LockedUntilMs = 1000 };
        Assert.Equal(10, LockRules.Failed(user, 1000 + Day).FailedSignIns);
        Assert.Equal(1, LockRules.Failed(user, 1001 + Day).FailedSignIns);
        User signedIn = LockRules.Succeeded(user, 5000);
        Assert.Equal((0, null, 5000L), (signedIn.FailedSignIns, signedIn.LockedUntilMs, signedIn.LastSignInMs!.Value));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/sites/shop.example?period=7d&f=is,page,%2F", true)]
    [InlineData("/a//b", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("sites", false)]
    [InlineData("//evil.example", false)]
    [InlineData("/\\evil.example", false)]
    [InlineData("/a\\..\\\\evil.example", false)]
    [InlineData("/\n/evil.example", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" /sites", false)]
    public void ReturnAddress_IsLocal_OnlyAsAPath(string? address, bool local)
    {
        Assert.Equal(local, LocalAddress.IsLocal(address));
        Assert.Equal(local ? address : "/", LocalAddress.Or(address));
    }

    [Fact]
    public void ReturnAddress_IsNotLocal_WhenItIsVeryLong() => Assert.False(LocalAddress.IsLocal("/" + new string('a', 5000)));

    [Theory]
    [InlineData("a quiet long walk", null)]
    [InlineData("пароль и соль", null)]
    [InlineData("🐟🐠🐡🦈🐙", null)]
    [InlineData("too short", "at least 10")]
    [InlineData("abababababab", "repeats")]
    [InlineData("QwertyUiop", "tried first")]
    [InlineData("Ann.Smith-Long@Shop.example", "e-mail")]
    [InlineData("ann.smith-long", "e-mail")]
    public void Password_IsRefusedWithAReason_WhenItIsEasilyGuessed(string password, string? reason)
    {
        string? problem = PasswordRules.Problem(password, "ann.smith-long@shop.example");
        if (reason is null) Assert.Null(problem);
        else Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_IsRefused_WhenItIsVeryLong() => Assert.NotNull(PasswordRules.Problem(string.Concat(Enumerable.Repeat("abcdefg", 40)), "ann@shop.example"));

    [Fact]
    public void RecoveryCodes_AreReadHoweverTheyAreTyped()
    {
        string code = RecoveryCodes.Make();
        Assert.Matches("^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$", code);
        Assert.NotEqual(code, RecoveryCodes.Make());
        Assert.Equal(RecoveryCodes.Plain(code), RecoveryCodes.Plain($" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)} "));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("nonsense", "")]
    [InlineData(null, "")]
    public void Rates_CountByNetwork(string? address, string network) => Assert.Equal(network, SignInRates.NetworkOf(address));

    [Fact]
    public async Task Rates_OfManyAddresses_StayBounded_AndForgetOnlyFullBuckets()
    {
        var clock = new Access.ShiftedClock();
        var rates = new SignInRates(clock);
        for (int i = 0; i < 20; i++) Assert.Null(await rates.TakeAsync("192.0.2.1", null, CancellationToken.None));
        Assert.NotNull(await rates.TakeAsync("192.0.2.1", null, CancellationToken.None));
        for (int i = 0; i < 60_000; i++) await rates.TakeAsync($"10.{i / 65536}.{i / 256 % 256}.{i % 256}", null, CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(await rates.TakeAsync("192.0.2.1", null, CancellationToken.None));
    }

    [Fact]
    public async Task Invitations_OfOneMerchant_TakeNothingFromOthers()
    {
        var rates = new SignInRates(new Access.ShiftedClock());
        for (int merchant = 0; merchant < 30; merchant++) Assert.Null(await rates.TakeOfAsync($"invite {merchant}", CancellationToken.None));
    }
}
