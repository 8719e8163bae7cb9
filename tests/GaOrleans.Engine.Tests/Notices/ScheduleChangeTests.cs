using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Engine.Tests.Notices;

/// <summary>Mails tell changes as pages do.</summary>
public sealed class ScheduleChangeTests : NoticeFixture
{
    private static readonly Schedule Daily = new() { Frequency = Frequency.Daily, Hour = 8, To = ["ada@example.com"] };

    [Fact]
    public async Task Overview_SaysThatTotalsAreNew_WhereThereWasNothing()
    {
        _reader.Add("2026-09-10T10:00:00Z", 1, page: "/shop", source: "Google");
        await SaveAsync("Every morning", Daily);

        Mail mail = await SentAsync();

        Assert.Matches(@"Visitors +1 \(new\)\n", mail.Text);
        Assert.Matches(@"Views per visit +1\n", mail.Text);
        Assert.DoesNotContain("100 %)", mail.Text, StringComparison.Ordinal);
        Assert.Matches("color:#1a7340\">new<", mail.Html);
    }

    [Fact]
    public async Task SavedQuery_TellsChangesOfEachRow_RatesInPoints()
    {
        _reader.Add("2026-09-03T10:00:00Z", 1, page: "/", source: "Google");
        _reader.Add("2026-09-03T10:00:00Z", 2, page: "/", source: "Google");
        _reader.Add("2026-09-03T10:01:00Z", 2, page: "/shop", source: "Google");
        _reader.Add("2026-09-10T10:00:00Z", 3, page: "/", source: "Google");
        _reader.Add("2026-09-10T10:00:00Z", 4, page: "/", source: "Bing");
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Query, "Sources", """{"metrics":["visitors","bounce_rate"],"date_range":"28d","dimensions":["visit:source"]}""", CancellationToken.None);
        await SaveAsync("Sources a day", Daily with { Query = "Sources" });

        Mail mail = await SentAsync();

        Assert.Matches(@"Google +1 \(−50 %\) +100 % \(\+50 points\)\n", mail.Text);
        Assert.Matches(@"Bing +1 \(new\) +100 %\n", mail.Text);
        Assert.Matches(@"color:#b3261e"">(\+|&#43;|&#x2B;)50 points<", mail.Html);
    }

    [Theory]
    [InlineData("previous_period", false, "Compared with Wednesday, 9 September 2026.")]
    [InlineData("year_over_year", false, "Compared with Wednesday, 10 September 2025.")]
    [InlineData("previous_period", true, "Compared with 1–2 September 2026.")]
    public async Task SavedQuery_SaysWhatItIsComparedWith_WhenThatIsItsOwn(string mode, bool keepsRange, string line)
    {
        _reader.Add("2026-09-10T10:00:00Z", 1);
        await _store.PutDocumentAsync(_site.Id, DocumentKind.Query, "Totals", $$"""{"metrics":["visitors"],"include":{"comparisons":{"mode":"{{mode}}"} },"date_range":["2026-09-03","2026-09-04"]}""", CancellationToken.None);
        await SaveAsync("Totals a day", Daily with { Query = "Totals", KeepsRange = keepsRange });

        Assert.Contains(line, (await SentAsync()).Text, StringComparison.Ordinal);
    }

    private async Task<Mail> SentAsync()
    {
        Now("2026-09-11T06:00:30Z");
        await RunAsync(Process());
        return Assert.Single(_mailer.Sent);
    }
}
