using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Reporting;
using GaOrleans.Engine.Notices.Sending;
using GaOrleans.Engine.Notices.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class AlertSendingTests : NoticeFixture
{
    private static readonly Alert Busy = new() { Metric = "visitors", Period = NoticePeriod.Hour, Condition = new AlertCondition(AlertKind.Above, 1), QuietHours = 3, To = ["ada@example.com"] };

    [Fact]
    public async Task Threshold_IsLookedAt_WhenTheHourIsOver()
    {
        await SaveAsync("Busy", Busy);
        _reader.Add("2026-09-10T12:10:00Z", 1);
        _reader.Add("2026-09-10T12:50:00Z", 2);
        ServiceProvider process = Process();
        Now("2026-09-10T13:01:00Z");
        await RunAsync(process);
        Assert.Empty(_mailer.Sent);
        Now("2026-09-10T13:02:00Z");
        await RunAsync(process);
        await RunAsync(Process());
        Mail mail = Assert.Single(_mailer.Sent);
        Assert.Equal("Alert Busy: example.com", mail.Subject);
        Assert.Contains("Visitors: 2 in this hour, above 1.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Thursday, 10 September 2026, 14:00–15:00", mail.Text, StringComparison.Ordinal);
        NoticeEntry entry = Assert.Single(await LogAsync());
        Assert.Equal((NoticeOutcome.Sent, "Visitors: 2 in this hour, above 1."), (entry.Outcome, entry.Detail));
    }

    [Fact]
    public async Task Alert_IsQuiet_AfterItWasSent()
    {
        await SaveAsync("Busy", Busy);
        for (int hour = 12; hour < 22; hour++)
        {
            _reader.Add($"2026-09-10T{hour}:10:00Z", 1);
            _reader.Add($"2026-09-10T{hour}:20:00Z", 2);
        }

        ServiceProvider process = Process();
        for (int hour = 13; hour < 23; hour++)
        {
            Now($"2026-09-10T{hour}:03:00Z");
            await RunAsync(process);
        }

        // The hours that end at 13, 17 and 21: three hours of quiet in between.
        Assert.Equal(3, _mailer.Sent.Count);
        Assert.Equal([13, 17, 21], (await LogAsync()).Select(entry => DateTimeOffset.FromUnixTimeMilliseconds(entry.DueMs).Hour).Order());
    }

    [Fact]
    public async Task Fall_IsSeenAgainstTheSameWeekday()
    {
        for (int week = 1; week <= 4; week++)
        {
            for (ulong visitor = 1; visitor <= 10; visitor++) _reader.Add(DateTimeOffset.Parse("2026-09-10T12:10:00Z").AddDays(-7 * week).ToString("O"), visitor);
        }

        _reader.Add("2026-09-10T12:10:00Z", 1);
        await SaveAsync("Silence", Busy with { Condition = new AlertCondition(AlertKind.Down, 50, Minimum: 5) });
        await SaveAsync("Too small", Busy with { Condition = new AlertCondition(AlertKind.Down, 50, Minimum: 11) });
        await SaveAsync("Filtered", Busy with { Condition = new AlertCondition(AlertKind.Down, 50), Filters = """[["is","event:page",["/nowhere"]]]""" });
        Now("2026-09-10T13:03:00Z");
        await RunAsync(Process());
        Mail mail = Assert.Single(_mailer.Sent);
        Assert.Contains("Visitors: 1 in this hour, −90 % against the usual 10.", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YoungSite_RaisesNoAlarm()
    {
        _reader.Add("2026-09-03T12:10:00Z", 1);
        for (ulong visitor = 1; visitor <= 10; visitor++) _reader.Add("2026-09-10T12:10:00Z", visitor);
        await SaveAsync("Rise", Busy with { Condition = new AlertCondition(AlertKind.Up, 50) });
        Now("2026-09-10T13:03:00Z");
        await RunAsync(Process());
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task Hours_ThatEndedBeforeItWasMade_AreNotLookedAt()
    {
        _reader.Add("2026-09-10T11:10:00Z", 1);
        _reader.Add("2026-09-10T11:10:00Z", 2);
        Now("2026-09-10T12:03:00Z");
        await SaveAsync("Busy", Busy);
        await RunAsync(Process());
        Assert.Empty(_mailer.Sent);
    }

    [Fact]
    public async Task LookingBack_SeesWhatWouldHaveBeenSent()
    {
        // Every Tuesday at noon three visitors, in one week none.
        foreach (string day in new[] { "2026-07-07", "2026-07-14", "2026-07-21", "2026-07-28", "2026-08-04", "2026-08-11", "2026-08-18", "2026-09-01", "2026-09-08" })
        {
            for (ulong visitor = 1; visitor <= 3; visitor++) _reader.Add($"{day}T10:10:00Z", visitor);
        }

        var desk = Process().GetRequiredService<NoticeDesk>();
        Alert fall = Busy with { Condition = new AlertCondition(AlertKind.Down, 50, Minimum: 2) };
        Reported<IReadOnlyList<Watched>> seen = await desk.LookBackAsync(_site, fall, CancellationToken.None);
        Assert.Null(seen.Problem);
        Watched only = Assert.Single(NoticeDesk.Firings(seen.Value!, fall.QuietHours));
        Assert.Equal(DateTimeOffset.Parse("2026-08-25T10:00:00Z").ToUnixTimeMilliseconds(), only.Period.FromMs);
        Alert daily = fall with { Period = NoticePeriod.Day, Condition = new AlertCondition(AlertKind.Above, 2) };
        seen = await desk.LookBackAsync(_site, daily, CancellationToken.None);
        Assert.Equal(28, seen.Value!.Count);
        Assert.Equal(3, NoticeDesk.Firings(seen.Value!, quietHours: 1).Count);
    }

    [Fact]
    public async Task LookingBack_TellsWhyItCannot()
    {
        var desk = Process().GetRequiredService<NoticeDesk>();
        Reported<IReadOnlyList<Watched>> seen = await desk.LookBackAsync(_site, Busy with { Filters = """[["is","event:goal",["No such goal"]]]""" }, CancellationToken.None);
        Assert.Contains("the query is refused", seen.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alert_IsNotQuiet_WhenItReachedNobody()
    {
        await SaveAsync("Busy", Busy);
        for (int hour = 12; hour < 14; hour++)
        {
            _reader.Add($"2026-09-10T{hour}:10:00Z", 1);
            _reader.Add($"2026-09-10T{hour}:20:00Z", 2);
        }

        _mailer.Answer = _ => SendOutcome.Refused("550 no such user");
        ServiceProvider process = Process();
        Now("2026-09-10T13:03:00Z");
        await RunAsync(process);
        _mailer.Answer = _ => SendOutcome.Sent;
        Now("2026-09-10T14:03:00Z");
        await RunAsync(process);
        Assert.Equal([NoticeOutcome.Sent, NoticeOutcome.Failed], (await LogAsync()).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Alert_IsNotQuiet_WhenItWatchesSomethingElse()
    {
        await SaveAsync("Busy", Busy with { QuietHours = 100 });
        for (int hour = 12; hour < 15; hour++)
        {
            _reader.Add($"2026-09-10T{hour}:10:00Z", 1);
            _reader.Add($"2026-09-10T{hour}:20:00Z", 2);
        }

        ServiceProvider process = Process();
        Now("2026-09-10T13:03:00Z");
        await RunAsync(process);
        await SaveAsync("Busy", Busy with { QuietHours = 100, Metric = "visits" });
        Now("2026-09-10T14:03:00Z");
        await RunAsync(process);
        Assert.Equal(2, _mailer.Sent.Count);
        // Fewer hours of quiet hold for what was sent before, too.
        await SaveAsync("Busy", Busy with { QuietHours = 1, Metric = "visits" });
        Now("2026-09-10T15:03:00Z");
        await RunAsync(process);
        Assert.Equal(2, _mailer.Sent.Count);
        _reader.Add("2026-09-10T15:10:00Z", 1);
        _reader.Add("2026-09-10T15:20:00Z", 2);
        Now("2026-09-10T16:03:00Z");
        await RunAsync(process);
        Assert.Equal(3, _mailer.Sent.Count);
    }

    [Fact]
    public async Task Site_ThatTakesNoHits_RaisesNoAlarm()
    {
        await SaveAsync("Silence", Busy with { Condition = new AlertCondition(AlertKind.Below, 10) });
        await _store.ChangeSiteAsync(_site with { Blocked = true }, CancellationToken.None);
        Now("2026-09-10T13:03:00Z");
        await RunAsync(Process());
        Assert.Empty(_mailer.Sent);
        Assert.Empty(await LogAsync());
    }

    [Fact]
    public async Task Test_ClaimsNothingThatIsNotSo()
    {
        SiteDocument document = await SaveAsync("Busy", Busy with { Condition = new AlertCondition(AlertKind.Above, 100) });
        Assert.Null((await Process().GetRequiredService<NoticeDesk>().SendAsync(_site, document, "ada", CancellationToken.None)).Problem);
        Mail mail = Assert.Single(_mailer.Sent);
        Assert.Contains("It is sent when this holds: Visitors in an hour above 100.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("in this hour, above 100", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("stays quiet", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conversion_rate", "[]", true)]
    [InlineData("visitors", "[]", false)]
    [InlineData("views_per_visit", """[["is","event:page",["/shop"]]]""", true)]
    public async Task Alert_HasAProblem_WhenItsQueryIsRefused(string metric, string filters, bool hasProblem) =>
        Assert.Equal(hasProblem, await Process().GetRequiredService<NoticeDesk>().ProblemAsync(_site, Busy with { Metric = metric, Filters = filters }, CancellationToken.None) is not null);

    [Theory]
    [InlineData(0, "unchanged")]
    [InlineData(0.04, "unchanged")]
    [InlineData(-90.04, "−90 %")]
    [InlineData(1234.5, "+1,234.5 %")]
    public void Change_IsToldAsItIs(double change, string text) => Assert.Equal(text, NoticeNumbers.Percent(change));
}
