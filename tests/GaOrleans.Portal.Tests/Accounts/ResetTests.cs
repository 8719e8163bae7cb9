using System.Net;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Portal.Tests.Access;

namespace GaOrleans.Portal.Tests.Accounts;

/// <summary>Forgotten passwords, and new e-mails: everything that goes by mail.</summary>
public sealed class ResetTests
{
    private const string Ann = "ann@shop.example", Next = "another quiet walk";

    [Fact]
    public async Task Reset_SetsThePassword_EndsSessionsAndLock_AndWorksOnce()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser before = await host.SignedInAsync(Ann);
        User known = (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!;
        await host.Accounts.ChangeAsync(known with { LockedUntilMs = host.Clock.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds(), FailedSignIns = 5 }, CancellationToken.None);
        using TestBrowser browser = host.NewBrowser();
        string link = await AskAsync(host, browser, Ann);
        using HttpResponseMessage done = await browser.SubmitAsync(link, "reset", ("Password", Next), ("Again", Next));
        Assert.EndsWith("/signin?after=reset", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("Your password was changed", (await host.Mailer.NextAsync()).Subject);
        using HttpResponseMessage ended = await before.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using HttpResponseMessage again = await browser.SubmitAsync(link, "reset", ("Password", "a third quiet walk"), ("Again", "a third quiet walk"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        using HttpResponseMessage signedIn = await browser.SubmitAsync("/signin", "sign-in", ("Email", Ann), ("Password", Next));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Reset_LeavesALockOfStaff()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        long until = host.Clock.GetUtcNow().AddHours(24).ToUnixTimeMilliseconds();
        await host.Accounts.ChangeAsync(ann with { LockedUntilMs = until, LockedByStaff = true }, CancellationToken.None);
        using TestBrowser browser = host.NewBrowser();
        string link = await AskAsync(host, browser, Ann);
        using HttpResponseMessage done = await browser.SubmitAsync(link, "reset", ("Password", Next), ("Again", Next));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        using HttpResponseMessage refused = await browser.SubmitAsync("/signin", "sign-in", ("Email", Ann), ("Password", Next));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        host.Clock.Advance(TimeSpan.FromHours(24));
        using HttpResponseMessage signedIn = await browser.SubmitAsync("/signin", "sign-in", ("Email", Ann), ("Password", Next));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.False((await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.LockedByStaff);
    }

    [Fact]
    public async Task Forgot_AnswersAlike_WhetherTheAccountExistsOrNot()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (string email in new[] { "nobody@shop.example", Ann, "no address", "" })
        {
            using HttpResponseMessage answer = await browser.SubmitAsync("/forgot", "forgot", ("Email", email));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            string html = await answer.Content.ReadAsStringAsync();
            int from = html.IndexOf("ga-notice-text", StringComparison.Ordinal);
            answers.Add(html[from..html.IndexOf("</div></div>", from, StringComparison.Ordinal)]);
        }

        Assert.Single(answers);
        Assert.Equal(Ann, (await host.Mailer.NextAsync()).To);
        Assert.Empty(host.Mailer.Mails);
    }

    [Fact]
    public async Task Forgot_MailsOnlySoOften()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        using TestBrowser browser = host.NewBrowser();
        string page = await browser.TextAsync("/forgot");
        var statuses = new List<HttpStatusCode>();
        for (int i = 0; i < 11; i++)
        {
            using HttpResponseMessage answer = await browser.SubmitAsync(page, "/forgot", "forgot", ("Email", Ann));
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Theory]
    [InlineData("https://stats.shop.example", "https://stats.shop.example/reset")]
    [InlineData("https://shop.example/stats/", "https://shop.example/stats/reset")]
    [InlineData(null, "http://127.0.0.1:")]
    public async Task Links_LeadToThePublicAddress_WhateverHostIsAskedFor(string? configured, string expected)
    {
        await using PortalHost host = await PortalHost.StartAsync(options => options.PublicUrl = configured);
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        string html = await browser.TextAsync("/forgot");
        Dictionary<string, string> form = TestBrowser.FormOf(html, "forgot");
        form["Email"] = Ann;
        using HttpResponseMessage answer = await browser.PostAsync("/forgot", form, host: "evil.example");
        Mail mail = await host.Mailer.NextAsync();
        Assert.StartsWith(expected, RecordingMailer.LinkOf(mail).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "at least 10")]
    [InlineData("ann@shop.example", "e-mail")]
    [InlineData("aaaaaaaaaaaaaaa", "repeats")]
    [InlineData("Password123", "tried first")]
    public async Task Reset_SaysWhatIsWrongWithAPassword(string password, string expected)
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        using TestBrowser browser = host.NewBrowser();
        string link = await AskAsync(host, browser, Ann);
        using HttpResponseMessage answer = await browser.SubmitAsync(link, "reset", ("Password", password), ("Again", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(expected, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_IsRefused_WithTheTokenOfAnother()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann), bob = await host.AddUserAsync("bob@shop.example");
        using TestBrowser browser = host.NewBrowser();
        string link = await AskAsync(host, browser, Ann);
        using HttpResponseMessage answer = await browser.SubmitAsync(link.Replace(ann.Id, bob.Id, StringComparison.Ordinal), "reset", ("Password", Next), ("Again", Next));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        using TestBrowser stillTheirs = await host.SignedInAsync("bob@shop.example");
    }

    [Fact]
    public async Task Email_IsChanged_WhenTheNewOneIsConfirmed()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        User ann = await host.AddUserAsync(Ann);
        using TestBrowser browser = await host.SignedInAsync(Ann);
        using HttpResponseMessage wrong = await browser.SubmitAsync("/account", "email", ("Email", "ann@new.example"), ("Password", "wrong password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using HttpResponseMessage asked = await browser.SubmitAsync("/account", "email", ("Email", "Ann@New.example"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Mail mail = await host.Mailer.NextAsync();
        Assert.Equal("ann@new.example", mail.To);
        Assert.Equal(Ann, (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.Email);
        string link = RecordingMailer.LinkOf(mail).PathAndQuery;
        using HttpResponseMessage confirmed = await browser.SubmitAsync(link, "confirm-email");
        Assert.EndsWith("/account?after=email", confirmed.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("ann@new.example", (await host.Accounts.FindAsync(ann.Id, CancellationToken.None))!.Email);
        Assert.Equal(Ann, (await host.Mailer.NextAsync()).To);
        using HttpResponseMessage again = await browser.SubmitAsync(link, "confirm-email");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task Email_OfAnother_IsNeitherTakenNorTold()
    {
        await using PortalHost host = await PortalHost.StartAsync();
        await host.AddUserAsync(Ann);
        await host.AddUserAsync("bob@shop.example");
        using TestBrowser browser = await host.SignedInAsync(Ann);
        using HttpResponseMessage asked = await browser.SubmitAsync("/account", "email", ("Email", "bob@shop.example"), ("Password", PortalHost.Password));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("is on its way", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(host.Mailer.Mails);
    }

    private static async Task<string> AskAsync(PortalHost host, TestBrowser browser, string email)
    {
        using HttpResponseMessage asked = await browser.SubmitAsync("/forgot", "forgot", ("Email", email));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        return RecordingMailer.LinkOf(await host.Mailer.NextAsync()).PathAndQuery;
    }
}
