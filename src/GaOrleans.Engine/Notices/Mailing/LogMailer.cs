using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Notices.Mailing;

/// <summary>
/// Stands in where no server for mail is set: each message is written to the log of the service instead, so that who runs it finds the links that reset a
/// password or invite somebody. Nothing is delivered, and the outcome says so.
/// </summary>
public sealed class LogMailer : IMailer
{
    private readonly ILogger<LogMailer> _logger;

    /// <summary>Makes the mailer, and tells the log what it means to have it.</summary>
    public LogMailer(ILogger<LogMailer> logger)
    {
        _logger = logger;
        logger.LogWarning("No server for mail is set (Mail:Host): messages, links that reset passwords among them, are written to this log instead of being sent");
    }

    /// <inheritdoc/>
    public bool Delivers => false;

    /// <inheritdoc/>
    public ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        if (!MailAddresses.IsAddress(mail.To)) return new(SendOutcome.Refused("the recipient is no mail address"));
        _logger.LogInformation("Mail to {To}, not sent since no server for mail is set. Subject: {Subject}{NewLine}{Text}", mail.To, mail.Subject, Environment.NewLine, mail.Text);
        return new(SendOutcome.Logged);
    }
}
