using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Documents;
using GaOrleans.Engine.Notices.Mailing;
using GaOrleans.Engine.Notices.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GaOrleans.Engine.Tests.Notices;

/// <summary>Who sends when, where there is more to send than at a time.</summary>
public sealed class TurnTests : NoticeFixture
{
    private static readonly Schedule Daily = new() { Frequency = Frequency.Daily, Hour = 8, To = ["ada@example.com"] };

    [Fact]
    public async Task Sites_TakeTurns_WhenOneHasMuchToSend()
    {
        Options.Parallelism = 1;
        Site other = (await _store.AddSiteAsync(_site.MerchantId, "other.example", "Europe/Berlin", "EUR", CancellationToken.None))!;
        foreach (Site site in new[] { _site, other })
        {
            foreach (string name in new[] { "first", "second", "third" })
                Assert.Null(await new NoticeDocuments(_store, _clock).SaveAsync(site, name, Daily, isNew: false, CancellationToken.None));
        }

        Now("2026-09-11T06:00:30Z");
        var mailer = new WaitingMailer();
        ServiceProvider process = Process(mailer);
        mailer.Runner = process.GetServices<IHostedService>().OfType<NoticeRunner>().Single();
        await RunAsync(process);

        string[] order = [.. mailer.Sent.Select(mail => mail.Subject.Split(' ')[1])];
        Assert.Equal(6, order.Length);
        Assert.NotEqual(order[0], order[1]);
    }

    // Keeps the one place until the other site waits for it.
    private sealed class WaitingMailer : IMailer
    {
        public NoticeRunner? Runner { get; set; }

        public List<Mail> Sent { get; } = [];

        public bool Delivers => true;

        public async ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct)
        {
            Sent.Add(mail);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            while (Sent.Count == 1 && Runner!.Waiting == 0) await timer.WaitForNextTickAsync(limit.Token);
            return SendOutcome.Sent;
        }
    }
}
