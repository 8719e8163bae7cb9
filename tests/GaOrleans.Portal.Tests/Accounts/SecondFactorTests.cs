using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using GaOrleans.Engine.Accounts;
using GaOrleans.Portal.Accounts;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>Authenticator apps and recovery codes.</summary>
public sealed partial class SecondFactorTests
{
    private const string Ann = "ann@shop.example";

    [Fact]
    public async Task SecondFactor_IsSetUp_AndThenAskedFor()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser browser = await host.SignedInAsync(Ann), other = await host.SignedInAsync(Ann);
        string page = await browser.TextAsync("/account/second-factor");
        string key = Key().Match(page).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);
        using HttpResponseMessage wrong = await browser.SubmitAsync(page, "/account/second-factor", "enable", ("Code", "000000"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        string retry = await wrong.Content.ReadAsStringAsync();
        Assert.Contains(Key().Match(page).Groups["key"].Value, retry, StringComparison.Ordinal);
        using HttpResponseMessage done = await browser.SubmitAsync(retry, "/account/second-factor", "enable", ("Code", host.CodeOf(key)), ("Password", PortalHost.Password));
        string html = await done.Content.ReadAsStringAsync();
        string[] codes = [.. Code().Matches(html).Select(match => match.Groups["code"].Value)];
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.True((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.TwoFactorEnabled);
        using HttpResponseMessage here = await browser.GetAsync("/account"), there = await other.GetAsync("/account");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (here.StatusCode, there.StatusCode));

        // The code that set it up is used up; the next one signs in.
        using TestBrowser next = host.NewBrowser();
        using HttpResponseMessage password = await next.SubmitAsync("/signin?returnUrl=%2Faccount", "sign-in", ("Email", Ann), ("Password", PortalHost.Password));
        Assert.EndsWith("/signin/code?returnUrl=%2Faccount", password.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using HttpResponseMessage notYet = await next.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, notYet.StatusCode);
        using HttpResponseMessage used = await next.SubmitAsync("/signin/code?returnUrl=%2Faccount", "code", ("Code", host.CodeOf(key)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        using HttpResponseMessage right = await next.SubmitAsync("/signin/code?returnUrl=%2Faccount", "code", ("Code", host.CodeOf(key)));
        Assert.EndsWith("/account", right.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using HttpResponseMessage opened = await next.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task RecoveryCodes_SignInOnceEach()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        string key = await host.AddSecondFactorAsync(ann);
        using TestBrowser browser = await host.SignedInAsync(Ann, key);
        using HttpResponseMessage made = await browser.SubmitAsync("/account/second-factor", "codes", ("Password", PortalHost.Password));
        string code = Code().Match(await made.Content.ReadAsStringAsync()).Groups["code"].Value;
        Assert.DoesNotContain((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.RecoveryCodeHashes, hash => hash.Contains(code, StringComparison.Ordinal));
        using TestBrowser next = await host.SignedInAsync(Ann), later = await host.SignedInAsync(Ann);
        using HttpResponseMessage right = await next.SubmitAsync("/signin/recovery", "recovery", ("Code", code.ToLowerInvariant().Replace('-', ' ')));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(9, (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.RecoveryCodeHashes.Count);
        using HttpResponseMessage used = await later.SubmitAsync("/signin/recovery", "recovery", ("Code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, used.StatusCode);
    }

    [Fact]
    public async Task Codes_LockTheAccount_WhenTheyAreWrongTooOften()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        string key = await host.AddSecondFactorAsync(ann);
        using TestBrowser browser = await host.SignedInAsync(Ann);
        string page = await browser.TextAsync("/signin/code");
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage wrong = await browser.SubmitAsync(page, "/signin/code", "code", ("Code", "000000"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        Assert.NotNull((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.LockedUntilMs);
        using HttpResponseMessage right = await browser.SubmitAsync(page, "/signin/code", "code", ("Code", host.CodeOf(key)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task CodePage_LeadsBack_WhenNoPasswordWasGiven()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        using TestBrowser browser = host.NewBrowser();
        foreach (string path in new[] { "/signin/code", "/signin/recovery" })
        {
            using HttpResponseMessage answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.EndsWith("/signin", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task RemovingIt_TakesThePassword()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        string key = await host.AddSecondFactorAsync(ann);
        using TestBrowser browser = await host.SignedInAsync(Ann, key);
        using HttpResponseMessage wrong = await browser.SubmitAsync("/account/second-factor", "remove", ("Password", "wrong password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.True((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.TwoFactorEnabled);
        using HttpResponseMessage right = await browser.SubmitAsync("/account/second-factor", "remove", ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        User after = (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!;
        Assert.Equal((false, null), (after.TwoFactorEnabled, after.AuthenticatorKey));
    }

    // RFC 6238, appendix B, the last six of the eight digits; the key is that of SHA-1.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Totp_GivesTheCodesOfTheStandard(long seconds, string expected)
    {
        byte[] key = "12345678901234567890"u8.ToArray();
        Assert.Equal(expected, Totp.CodeAt(key, seconds / 30).ToString("D6", CultureInfo.InvariantCulture));
        Assert.Equal(seconds / 30, Totp.StepOf(Totp.ToBase32(key), expected, DateTimeOffset.FromUnixTimeSeconds(seconds), 0));
        Assert.Equal(key, Totp.FromBase32(Totp.ToBase32(key)));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Totp_TakesNeighbouringSteps_AndNoOthers(int steps, bool taken)
    {
        string key = Totp.MakeKey();
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        string code = Totp.CodeAt(Totp.FromBase32(key), (now.ToUnixTimeSeconds() / 30) + steps).ToString("D6", CultureInfo.InvariantCulture);
        Assert.Equal(taken, Totp.StepOf(key, code, now, 0) is not null);
    }

    [GeneratedRegex("ga-authenticator-key\">(?<key>[A-Z2-7 ]+)<")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>(?<code>[A-Z0-9-]{19})</code>")]
    private static partial Regex Code();
}
