using System.Text;
using System.Text.Json;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Sending;
using GaOrleans.Engine.Notices.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class ScheduleSendingTests : NoticeFixture
{
    private static readonly Schedule Daily = new() { Frequency = Frequency.Daily, Hour = 8, To = ["ada@example.com"] };

    [Fact]
    public async Task Overview_IsSentOnce_WhenItIsDue()
    {
        _reader.Add("2026-09-10T10:00:00Z", 1, page: "/shop", source: "Google");
        _reader.Add("2026-09-10T10:01:00Z", 2, page: "/shop", source: "Google");
        _reader.Add("2026-09-03T10:00:00Z", 3, page: "/");
        await SaveAsync("Every morning", Daily);
        ServiceProvider process = Process();
        Now("2026-09-11T05:59:00Z");
        await RunAsync(process);
        Assert.Empty(_mailer.Sent);

        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        await RunAsync(process);
        await RunAsync(Process());
        Mail mail = Assert.Single(_mailer.Sent);
        Assert.Equal("Every morning: example.com, Thursday, 10 September 2026", mail.Subject);
        Assert.Contains("Compared with Thursday, 3 September 2026.", mail.Text, StringComparison.Ordinal);
        Assert.Matches(@"Visitors +2 \(\+100 %\)", mail.Text);
        Assert.Matches(@"  Google +2", mail.Text);
        Assert.Contains("https://stats.example.org/sites/example.com?from=2026-09-10", mail.Text, StringComparison.Ordinal);
        Assert.NotNull(mail.UnsubscribeUrl);
        NoticeEntry entry = Assert.Single(await LogAsync());
        Assert.Equal((NoticeOutcome.Sent, "Every morning", DateTimeOffset.Parse("2026-09-11T06:00:00Z").ToUnixTimeMilliseconds()), (entry.Outcome, entry.Name, entry.DueMs));
        Assert.Equal(new Delivery("ada@example.com", IsSent: true, Detail: null), Assert.Single(entry.Deliveries));
    }

    [Fact]
    public async Task SavedQuery_ComesWithItsFile()
    {
        _reader.Add("2026-09-10T10:00:00Z", 1, page: "=cmd()", source: "\"><script>alert(1)</script>");
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Query, "Pages", """{"metrics":["visitors","pageviews"],"date_range":"28d","dimensions":["event:page"]}""", CancellationToken.None);
        await SaveAsync("Pages a day", Daily with { Query = "Pages", Format = NoticeFormat.Csv });
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        Mail mail = Assert.Single(_mailer.Sent);
        MailAttachment file = Assert.Single(mail.Attachments);
        Assert.Equal("Pages-2026-09-11.csv", file.FileName);
        Assert.Equal("event:page,visitors,pageviews\r\n'=cmd(),1,1\r\n", Encoding.UTF8.GetString(file.Content.Span));
        Assert.Contains("=cmd()", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_AreHarmless_WhateverHitsSay()
    {
        const string hostile = "\"><img src=x onerror=alert(1)>\u202Egnp\r\nBcc: eve@example.com";
        _reader.Add("2026-09-10T10:00:00Z", 1, page: "/" + hostile, source: hostile);
        await SaveAsync("</title><script>", Daily);
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        Mail mail = Assert.Single(_mailer.Sent);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', mail.Html + mail.Text);
        Assert.DoesNotContain("\nBcc:", mail.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoProcesses_SendOnce_WhenTheyRunSideBySide()
    {
        for (int i = 0; i < 10; i++) await SaveAsync($"Schedule {i}", Daily with { To = ["ada@example.com", "eve@example.com"] });
        ServiceProvider[] processes = [Process(), Process(), Process()];
        for (int day = 11; day < 21; day++)
        {
            Now($"2026-09-{day}T06:00:30Z");
            await Task.WhenAll(processes.Select(process => Task.Run(() => RunAsync(process))));
        }

        Assert.Equal(10 * 10 * 2, _mailer.Sent.Count);
        Assert.Equal(100, (await LogAsync()).Count);
        Assert.Equal(20, _mailer.Sent.Select(mail => (mail.To, mail.Subject.Split(':')[0])).Distinct().Count());
    }

    [Fact]
    public async Task OwnerThatDies_IsFollowedByAnother_AfterTenMinutes()
    {
        await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com", "kim@example.com"] });
        // The process ends while it sends to the second recipient.
        using var end = new CancellationTokenSource();
        var dying = new RecordingMailer();
        dying.Answer = mail =>
        {
            if (mail.To.StartsWith("eve", StringComparison.Ordinal)) end.Cancel();
            end.Token.ThrowIfCancellationRequested();
            return SendOutcome.Sent;
        };
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process(dying), end.Token);
        Assert.Equal("ada@example.com", Assert.Single(dying.Sent).To);

        ServiceProvider other = Process();
        Now("2026-09-11T06:09:00Z");
        await RunAsync(other);
        Assert.Empty(_mailer.Sent);
        Now("2026-09-11T06:10:31Z");
        await RunAsync(other);
        Assert.Equal(["eve@example.com", "kim@example.com"], _mailer.Sent.Select(mail => mail.To));
        NoticeEntry entry = Assert.Single(await LogAsync());
        Assert.Equal((NoticeOutcome.Sent, 3), (entry.Outcome, entry.Deliveries.Count));
    }

    [Fact]
    public async Task OwnerThatSleepsThroughItsClaim_SendsNoFurther()
    {
        await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com", "kim@example.com"] });
        ServiceProvider other = Process();
        var slow = new RecordingMailer();
        slow.Answer = mail =>
        {
            if (!mail.To.StartsWith("ada", StringComparison.Ordinal)) return SendOutcome.Sent;
            // It comes back eleven minutes later; meanwhile another has done all of it.
            Now("2026-09-11T06:12:00Z");
            RunAsync(other).GetAwaiter().GetResult();
            return SendOutcome.Sent;
        };
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process(slow));
        Assert.Equal("ada@example.com", Assert.Single(slow.Sent).To);
        Assert.Equal(3, _mailer.Sent.Count);
        Assert.Single(await LogAsync());
    }

    [Fact]
    public async Task LatestMissed_IsSent_AndOlderOnesAreLogged()
    {
        await SaveAsync("Every morning", Daily);
        Now("2026-09-14T12:00:00Z");
        await RunAsync(Process());
        Assert.Contains("13 September 2026", Assert.Single(_mailer.Sent).Subject, StringComparison.Ordinal);
        IReadOnlyList<NoticeEntry> log = await LogAsync();
        Assert.Equal([NoticeOutcome.Sent, NoticeOutcome.Missed, NoticeOutcome.Missed, NoticeOutcome.Missed], log.OrderByDescending(entry => entry.DueMs).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Report_Waits_UntilItIsFresh()
    {
        await SaveAsync("Every night", Daily with { Hour = 0 });
        _reader.FreshToMs = DateTimeOffset.Parse("2026-09-10T21:59:59Z").ToUnixTimeMilliseconds();
        ServiceProvider process = Process();
        Now("2026-09-10T22:00:30Z");
        await RunAsync(process);
        Assert.Empty(_mailer.Sent);
        _reader.FreshToMs = DateTimeOffset.Parse("2026-09-10T22:00:01Z").ToUnixTimeMilliseconds();
        await RunAsync(process);
        Assert.Empty(_mailer.Sent);
        Now("2026-09-10T22:01:31Z");
        await RunAsync(process);
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task SuspendedMerchantAndUnknownQuery_AreSkipped()
    {
        await SaveAsync("Gone", Daily with { Query = "Deleted" });
        Now("2026-09-11T06:00:30Z");
        ServiceProvider process = Process();
        await RunAsync(process);
        await _store.ChangeMerchantAsync(_store.FindMerchant(_site.MerchantId)! with { Suspended = true }, CancellationToken.None);
        Now("2026-09-12T06:00:30Z");
        await RunAsync(process);
        Assert.Empty(_mailer.Sent);
        Assert.Equal([(NoticeOutcome.Skipped, "the merchant is suspended"), (NoticeOutcome.Skipped, "there is no saved query \"Deleted\" any more")],
            (await LogAsync()).Select(entry => (entry.Outcome, entry.Detail!)));
    }

    [Fact]
    public async Task MailThatFails_IsTriedAgain_OnlyForThoseNotReached()
    {
        await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com"] });
        bool isAway = true;
        _mailer.Answer = mail => mail.To.StartsWith("eve", StringComparison.Ordinal) && isAway ? SendOutcome.Failed("451 greylisted") : SendOutcome.Sent;
        ServiceProvider process = Process();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        Assert.Empty(await LogAsync());
        isAway = false;
        Now("2026-09-11T06:03:00Z");
        await RunAsync(process);
        Assert.Equal(["ada@example.com", "eve@example.com"], _mailer.Sent.Select(mail => mail.To));
        Assert.Equal(NoticeOutcome.Sent, Assert.Single(await LogAsync()).Outcome);
    }

    [Fact]
    public async Task MailThatIsRefused_IsLoggedWithItsReason()
    {
        await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com"] });
        _mailer.Answer = mail => mail.To.StartsWith("eve", StringComparison.Ordinal) ? SendOutcome.Refused("550 no such user") : SendOutcome.Sent;
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        NoticeEntry entry = Assert.Single(await LogAsync());
        Assert.Equal(NoticeOutcome.PartlySent, entry.Outcome);
        Assert.Equal(new Delivery("eve@example.com", IsSent: false, "550 no such user"), entry.Deliveries[1]);
    }

    [Fact]
    public async Task Recipient_GetsNothing_AfterUnsubscribing()
    {
        SiteDocument document = await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com"] });
        var unsubscribes = new Unsubscribes(_records, _clock);
        var eve = new Subscription(_site.Id, DocumentKind.Schedule, document.Id, "eve@example.com");
        await unsubscribes.AddAsync(eve, CancellationToken.None);
        await unsubscribes.AddAsync(eve, CancellationToken.None);
        Assert.Equal([eve], await unsubscribes.OfAsync(_site.Id, CancellationToken.None));
        ServiceProvider process = Process();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        Assert.Equal(["ada@example.com"], _mailer.Sent.Select(mail => mail.To));
        await unsubscribes.RemoveAsync(eve, CancellationToken.None);
        Now("2026-09-12T06:00:30Z");
        await RunAsync(process);
        Assert.Equal(3, _mailer.Sent.Count);
    }

    [Fact]
    public async Task Site_SendsNoMoreADayThanItMay()
    {
        Options.MostOfSiteADay = 3;
        for (int i = 0; i < 3; i++) await SaveAsync($"Schedule {i}", Daily with { To = ["ada@example.com", "eve@example.com"] });
        ServiceProvider process = Process();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        Assert.Equal(3, _mailer.Sent.Count);
        Assert.Equal([NoticeOutcome.Sent, NoticeOutcome.PartlySent, NoticeOutcome.Failed], (await LogAsync()).Select(entry => entry.Outcome).Order());
        Now("2026-09-12T06:00:31Z");
        await RunAsync(process);
        Assert.Equal(6, _mailer.Sent.Count);
    }

    [Fact]
    public async Task Webhook_GetsTheAnswersAsTheyAre()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("200 OK"));
        _reader.Add("2026-09-10T10:00:00Z", 1, source: "Google");
        await SaveAsync("Hook", Daily with { To = [], Webhook = new HookTarget(listener.Url, "a1") });
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        using JsonDocument body = JsonDocument.Parse(Assert.Single(listener.Requests).Body);
        Assert.Equal("report", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(["2026-09-10", "2026-09-10"], body.RootElement.GetProperty("period").EnumerateArray().Select(day => day.GetString()));
        Assert.Equal("Google", body.RootElement.GetProperty("tables").GetProperty("sources").GetProperty("results")[0].GetProperty("dimensions")[0].GetString());
        Assert.Equal("webhook 127.0.0.1", Assert.Single(Assert.Single(await LogAsync()).Deliveries).Target);
    }

    [Fact]
    public async Task Documents_ThatCannotBeRead_KeepTheOthersFromNothing()
    {
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Schedule, "A broken one", "{\"v\":1", CancellationToken.None);
        await SaveAsync("Fine", Daily);
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task Mail_IsTriedAsOften_HoweverLongTheReportTook()
    {
        await SaveAsync("Every night", Daily with { Hour = 0 });
        _reader.FreshToMs = DateTimeOffset.Parse("2026-09-10T21:00:00Z").ToUnixTimeMilliseconds();
        ServiceProvider process = Process();
        for (int minute = 0; minute < 6; minute++)
        {
            Now($"2026-09-10T22:0{minute}:30Z");
            await RunAsync(process);
        }

        _reader.FreshToMs = DateTimeOffset.Parse("2027-01-01T00:00:00Z").ToUnixTimeMilliseconds();
        _mailer.Answer = _ => SendOutcome.Failed("451 greylisted");
        Now("2026-09-10T22:07:00Z");
        await RunAsync(process);
        Assert.Empty(await LogAsync());
        _mailer.Answer = _ => SendOutcome.Sent;
        Now("2026-09-10T22:09:30Z");
        await RunAsync(process);
        Assert.Equal(NoticeOutcome.Sent, Assert.Single(await LogAsync()).Outcome);
    }

    [Fact]
    public async Task Unsubscribed_AreNoRecipients()
    {
        SiteDocument document = await SaveAsync("Every morning", Daily with { To = ["ada@example.com", "eve@example.com"] });
        var unsubscribes = new Unsubscribes(_records, _clock);
        await unsubscribes.AddAsync(new Subscription(_site.Id, DocumentKind.Schedule, document.Id, "eve@example.com"), CancellationToken.None);
        ServiceProvider process = Process();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        await unsubscribes.AddAsync(new Subscription(_site.Id, DocumentKind.Schedule, document.Id, "ada@example.com"), CancellationToken.None);
        Now("2026-09-12T06:00:30Z");
        await RunAsync(process);
        Assert.Single(_mailer.Sent);
        Assert.Equal([NoticeOutcome.Skipped, NoticeOutcome.Sent], (await LogAsync()).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Query_ThatKeepsItsRange_NamesTheDaysItIsAbout()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("200 OK"));
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Query, "Week", """{"metrics":["visitors"],"date_range":"7d"}""", CancellationToken.None);
        await SaveAsync("Hook", Daily with { Query = "Week", KeepsRange = true, Webhook = new HookTarget(listener.Url, "a1") });
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        using JsonDocument body = JsonDocument.Parse(Assert.Single(listener.Requests).Body);
        Assert.Equal(["2026-09-04", "2026-09-10"], body.RootElement.GetProperty("period").EnumerateArray().Select(day => day.GetString()));
        Assert.Contains("4–10 September 2026", Assert.Single(_mailer.Sent).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_IsSent_WhileItIsSwitchedOff()
    {
        SiteDocument document = await SaveAsync("Every morning", Daily);
        var settings = new ServiceSettings(_records);
        ServiceValues values = await settings.GetAsync(CancellationToken.None);
        await settings.PutAsync(values with { Sending = false }, CancellationToken.None);
        ServiceProvider process = Process();
        var desk = process.GetRequiredService<NoticeDesk>();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        Assert.Contains("switched it off", (await desk.SendAsync(_site, document, "ada", CancellationToken.None)).Problem, StringComparison.Ordinal);
        Assert.Contains("switched it off", (await desk.TestAsync(_site, "x", new HookTarget("https://example.com/hook", "a1"), CancellationToken.None)).Detail, StringComparison.Ordinal);
        Assert.Empty(await LogAsync());
        await settings.PutAsync((await settings.GetAsync(CancellationToken.None)) with { Sending = true }, CancellationToken.None);
        await RunAsync(process);
        Assert.Single(_mailer.Sent);
    }

    [Fact]
    public async Task Nothing_IsSent_AboutASiteThatTakesNoHits()
    {
        SiteDocument document = await SaveAsync("Every morning", Daily);
        await _store.ChangeSiteAsync(_site with { Blocked = true }, CancellationToken.None);
        ServiceProvider process = Process();
        Now("2026-09-11T06:00:30Z");
        await RunAsync(process);
        Assert.NotNull((await process.GetRequiredService<NoticeDesk>().SendAsync(_site, document, "ada", CancellationToken.None)).Problem);
        Assert.Empty(_mailer.Sent);
        Assert.Equal((NoticeOutcome.Skipped, "the site takes no hits"), (Assert.Single(await LogAsync()).Outcome, (await LogAsync())[0].Detail));
    }

    [Fact]
    public async Task SendingByHand_IsLimited()
    {
        SiteDocument document = await SaveAsync("Every morning", Daily);
        var desk = Process().GetRequiredService<NoticeDesk>();
        for (int i = 0; i < NoticeDesk.MostInTenMinutes; i++) Assert.Null((await desk.SendAsync(_site, document, "ada", CancellationToken.None)).Problem);
        Assert.NotNull((await desk.SendAsync(_site, document, "ada", CancellationToken.None)).Problem);
        Assert.Equal(NoticeDesk.MostInTenMinutes, _mailer.Sent.Count);
        _clock.Now = _clock.Now.AddMinutes(10);
        Assert.Null((await desk.SendAsync(_site, document, "ada", CancellationToken.None)).Problem);
        Assert.All(await LogAsync(), entry => Assert.Equal("sent by hand by ada", entry.Detail));
    }

    [Fact]
    public async Task Log_ForgetsAfterNinetyDays()
    {
        var log = new NoticeLog(_records, _clock);
        var entry = new NoticeEntry(0, DocumentKind.Alert, 1, "x", 0, NoticeOutcome.Sent, null, []);
        for (int i = 0; i < 100; i++)
        {
            await log.AppendAsync(_site.Id, entry with { DueMs = i }, CancellationToken.None);
            _clock.Now = _clock.Now.AddDays(1);
        }

        Assert.Equal(Enumerable.Range(10, 90).Select(i => (long)i).Reverse(), (await LogAsync()).Select(line => line.DueMs));
        await log.ForgetAsync(_site.Id, CancellationToken.None);
        int left = 0;
        foreach (string month in new[] { "2026-09", "2026-10", "2026-11", "2026-12" }) left += (await _records.ListAsync($"notices/log/{_site.Id}/{month}", null, 1000, CancellationToken.None)).Count;
        Assert.Equal(90, left);
        Assert.Equal(90, (await LogAsync()).Count);
    }
}
