using System.Threading.Channels;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Mailing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Sends the mails about accounts behind the answers' backs: so that no answer tells by its time whether there was one to send. Few wait at a time;
/// when the queue is full, a mail is given up and the log says so, and whoever misses it asks again.
/// </summary>
internal sealed class AccountMail(IMailer mailer, ILogger<AccountMail> logger) : BackgroundService
{
    private const int MostWaiting = 1000;

    private readonly Channel<Mail> _waiting = Channel.CreateBounded<Mail>(MostWaiting);

    /// <summary>Whether mails leave the machine; else they are in the service's log.</summary>
    public bool Delivers => mailer.Delivers;

    /// <summary>Hands over a mail.</summary>
    public void Send(Mail mail)
    {
        if (!_waiting.Writer.TryWrite(mail)) logger.LogError("cannot send a mail to {To}: {Waiting} others wait; check the server for mails", mail.To, MostWaiting);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (Mail mail in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            SendOutcome outcome = await mailer.SendAsync(mail, stoppingToken);
            if (!outcome.IsSent) logger.LogError("cannot send a mail to {To}: {Reason}", mail.To, outcome.Detail);
        }
    }
}
