using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>Signing in and out, as a browser without scripts does it.</summary>
public sealed class SignInTests
{
    private const string Ann = "ann@shop.example";

    [Fact]
    public async Task SignIn_OpensPages_WhenPasswordIsRight()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        using HttpResponseMessage before = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, before.StatusCode);
        Assert.Equal("/signin?returnUrl=%2Faccount", before.Headers.Location!.OriginalString);
        using HttpResponseMessage signedIn = await browser.SubmitAsync("/signin?returnUrl=%2Faccount", "sign-in", ("Email", " Ann@Shop.example"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.EndsWith("/account", signedIn.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains(Ann, await browser.TextAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_AnswersAlike_ForUnknownKnownLockedAndDisabledAccounts()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        User locked = await host.AddUserAsync("locked@shop.example"), disabled = await host.AddUserAsync("disabled@shop.example");
        long future = host.Clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        await host.Accounts.ChangeAsync(locked with { LockedUntilMs = future }, CancellationToken.None);
        await host.Accounts.ChangeAsync(disabled with { IsDisabled = true }, CancellationToken.None);
        using TestBrowser browser = host.NewBrowser();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string email, string password) in new[] { ("nobody@shop.example", "wrong password"), (Ann, "wrong password"), (locked.Email, PortalHost.Password), (disabled.Email, PortalHost.Password), ("no address", "wrong password"), (Ann, new string('x', 5000)) })
        {
            using HttpResponseMessage answer = await browser.SubmitAsync("/signin", "sign-in", ("Email", email), ("Password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            answers.Add(Notice(await answer.Content.ReadAsStringAsync()));
        }

        Assert.Single(answers);
        Assert.Contains("not right", answers.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_TakesAtLeastTheSameTime_WhateverHappens()
    {
        await using PortalHost host = await PortalHost.StartAsync(options => options.SignInMs = 300);
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        foreach (string email in new[] { "nobody@shop.example", Ann })
        {
            string page = await browser.TextAsync("/signin");
            long begun = System.Diagnostics.Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await browser.SubmitAsync(page, "/signin", "sign-in", ("Email", email), ("Password", "wrong password"));
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begun) >= TimeSpan.FromMilliseconds(295), email);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task SignIn_LeadsToTheBeginning_WhenTheReturnAddressIsNotLocal(string address)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        string path = "/signin?returnUrl=" + Uri.EscapeDataString(address);
        using HttpResponseMessage answer = await browser.SubmitAsync(path, "sign-in", ("Email", Ann), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(new Uri(host.Address, "/"), new Uri(host.Address, answer.Headers.Location!));
    }

    [Fact]
    public async Task Account_IsLocked_AfterFiveFailures_AndLongerEachTime()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        for (int round = 1; round <= 3; round++)
        {
            for (int i = 0; i < 5; i++) await FailAsync(browser, Ann);
            User locked = (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!;
            Assert.Equal(5 * round, locked.FailedSignIns);
            Assert.InRange(locked.LockedUntilMs!.Value - host.Clock.GetUtcNow().ToUnixTimeMilliseconds(), (round * 300_000) - 20_000, round * 300_000);
            await FailAsync(browser, Ann, PortalHost.Password);
            host.Clock.Advance(TimeSpan.FromMinutes(5 * round));
        }

        using HttpResponseMessage after = await browser.SubmitAsync("/signin", "sign-in", ("Email", Ann), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Equal(0, (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.FailedSignIns);
    }

    [Fact]
    public async Task Failures_AllCount_WhenTheyComeAtTheSameTime()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        string page = await browser.TextAsync("/signin");
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(page, "/signin", "sign-in", ("Email", Ann), ("Password", "wrong password"))));
        foreach (HttpResponseMessage answer in answers) answer.Dispose();
        Assert.Equal(4, (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.FailedSignIns);
    }

    [Fact]
    public async Task Attempts_AreSlowedDown_ByAccountAndByAddress()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        using TestBrowser browser = host.NewBrowser();
        string page = await browser.TextAsync("/signin");
        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage answer = await browser.SubmitAsync(page, "/signin", "sign-in", ("Email", Ann), ("Password", "wrong password"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using HttpResponseMessage slowed = await browser.SubmitAsync(page, "/signin", "sign-in", ("Email", Ann), ("Password", "wrong password"));
        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.StatusCode);
        Assert.InRange(slowed.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 20, 30);
        Assert.Contains("Try again in", await slowed.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Another account from the same address, until the address has had enough as well.
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 12; i++)
        {
            using HttpResponseMessage answer = await browser.SubmitAsync(page, "/signin", "sign-in", ("Email", $"other{i}@shop.example"), ("Password", "wrong password"));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        await FailAsync(browser, Ann);
    }

    [Fact]
    public async Task SigningOut_EndsTheSession()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = await host.SignedInAsync(Ann);
        using HttpResponseMessage answer = await browser.SubmitAsync("/account", "/account/sign-out");
        Assert.Equal("/signin", answer.Headers.Location!.OriginalString);
        using HttpResponseMessage after = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task SigningOut_EndsTheSession_AlsoForACopyOfItsCookie_AndNoOther()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser here = await host.SignedInAsync(Ann), there = await host.SignedInAsync(Ann), thief = host.NewBrowser();
        thief.Cookies.Add(host.Address, here.Cookies.GetCookies(host.Address)["ga-session"]!);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/account")).StatusCode);
        using HttpResponseMessage answer = await here.SubmitAsync("/account", "/account/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/account")).StatusCode);
        Assert.Single((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.EndedSessions);
    }

    [Fact]
    public async Task SigningOutEverywhere_EndsAllSessions()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser here = await host.SignedInAsync(Ann), there = await host.SignedInAsync(Ann);
        using HttpResponseMessage answer = await here.SubmitAsync("/account", "everywhere");
        Assert.EndsWith("/signin?after=everywhere", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        foreach (TestBrowser browser in new[] { here, there })
        {
            using HttpResponseMessage after = await browser.GetAsync("/account");
            Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        }
    }

    [Fact]
    public async Task Session_Ends_WhenStaffDisablesTheUser()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = await host.SignedInAsync(Ann);
        User ann = (await host.Accounts.FindByEmailAsync(Ann, CancellationToken.None))!;
        Assert.NotNull(await host.Accounts.ChangeAsync(ann with { IsDisabled = true }, CancellationToken.None));
        using HttpResponseMessage after = await browser.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Session_SlidesForFourteenDays_ButEndsAfterNinety()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser used = await host.SignedInAsync(Ann), unused = await host.SignedInAsync(Ann);
        for (int days = 0; days < 80; days += 10)
        {
            host.Clock.Advance(TimeSpan.FromDays(10));
            await StatusAsync(used, HttpStatusCode.OK);
        }

        await StatusAsync(unused, HttpStatusCode.Redirect);
        host.Clock.Advance(TimeSpan.FromDays(9));
        await StatusAsync(used, HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await StatusAsync(used, HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Mails_AreSentToTheUser_WhenThePasswordIsChanged()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser here = await host.SignedInAsync(Ann), there = await host.SignedInAsync(Ann);
        using HttpResponseMessage answer = await here.SubmitAsync("/account", "password", ("Password", PortalHost.Password), ("NewPassword", "another quiet walk"), ("Again", "another quiet walk"));
        Assert.EndsWith("/account?after=password", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Mail mail = await host.Mailer.NextAsync();
        Assert.Equal(Ann, mail.To);
        // The session that changed it goes on, others do not.
        await StatusAsync(here, HttpStatusCode.OK);
        await StatusAsync(there, HttpStatusCode.Redirect);
    }

    internal static async Task FailAsync(TestBrowser browser, string email, string password = "wrong password")
    {
        using HttpResponseMessage answer = await browser.SubmitAsync("/signin", "sign-in", ("Email", email), ("Password", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static async Task StatusAsync(TestBrowser browser, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await browser.GetAsync("/account");
        Assert.Equal(expected, answer.StatusCode);
    }

    // What the page says, without the e-mail that was typed and the token of the form.
    private static string Notice(string html)
    {
        int from = html.IndexOf("ga-notice-text", StringComparison.Ordinal);
        return html[from..html.IndexOf("</div></div>", from, StringComparison.Ordinal)];
    }
}
