using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.History;
using GaOrleans.Portal.Alerts;

namespace GaOrleans.Portal.Tests.Alerts;

public sealed class AlertFormTests
{
    [Theory]
    [InlineData("ada@example.com", new[] { "ada@example.com" })]
    [InlineData(" ada@Example.com\n\neve@example.com; ADA@example.com,", new[] { "ada@example.com", "eve@example.com" })]
    [InlineData("not an address", new[] { "not", "an", "address" })]
    [InlineData(null, new string[0])]
    public void Recipients_AreReadAsPeopleTypeThem(string? text, string[] expected) => Assert.Equal(expected, Recipients.Read(text));

    [Fact]
    public void WebhookSecret_StaysUntilItIsRenewed()
    {
        var notice = new Schedule { Frequency = Frequency.Daily, Webhook = new HookTarget("https://example.com/hook", "a1") };
        TargetForm form = TargetForm.Of(notice);
        Assert.Equal("a1", form.Hook()!.SecretId);
        string renewed = form.Renew();
        Assert.NotEqual("a1", renewed);
        Assert.Equal(renewed, form.Hook()!.SecretId);
        form.HookUrl = " ";
        Assert.Null(form.Hook());
    }

    [Fact]
    public void Rows_ShowWhatCannotBeRead()
    {
        var site = new Site(1, 1, "example.com", "Europe/Berlin", "EUR", 0);
        var broken = new SiteDocument(7, 1, DocumentKind.Schedule, "Broken", "{}", 0);
        var fine = new SiteDocument(8, 1, DocumentKind.Schedule, "Fine", new Schedule { Frequency = Frequency.Weekly, To = ["ada@example.com", "eve@example.com"] }.Write(), 0);
        var gone = new SiteDocument(9, 1, DocumentKind.Schedule, "Gone", new Schedule { Frequency = Frequency.Weekly, Query = "Deleted", To = ["ada@example.com"] }.Write(), 0);
        var entry = new NoticeEntry(1, DocumentKind.Schedule, 8, "Fine", 0, NoticeOutcome.Sent, null, []);
        IReadOnlyList<NoticeRow> rows = NoticeRows.OfSchedules(site, [broken, fine, gone], [entry], DateTimeOffset.Parse("2026-09-10T12:00:00Z").ToUnixTimeMilliseconds(), query => query != "Deleted");
        Assert.NotNull(rows[0].Problem);
        Assert.Equal(("Overview", "Every Monday at 08:00", "2 addresses", "Mon, 14 Sep, 08:00"), (rows[1].What, rows[1].When, rows[1].To, rows[1].Next));
        Assert.Same(entry, rows[1].Last);
        Assert.Equal([false, false, true], rows.Select(row => row.LacksQuery));
    }
}
