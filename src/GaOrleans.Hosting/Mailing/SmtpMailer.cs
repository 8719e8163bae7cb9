using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Mailing;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Hosting.Mailing;

/// <summary>Sends mail through a server (RFC 5321), a connection for each message.</summary>
/// <param name="options">Checked settings with a host.</param>
/// <param name="logger">Told what the server refuses.</param>
public sealed class SmtpMailer(MailOptions options, ILogger<SmtpMailer> logger) : IMailer
{
    private const int MostReasonCharacters = 200;

    private readonly MailAddress _from = new(options.From ?? throw new ArgumentException("cannot send mail: Mail:From is missing", nameof(options)));

    /// <inheritdoc/>
    public bool Delivers => true;

    /// <inheritdoc/>
    public async ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        if (!MailAddresses.IsAddress(mail.To)) return SendOutcome.Refused("the recipient is no mail address");
        using MailMessage message = Compose(mail);
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Security == MailSecurity.StartTls };
        if (options.User is not null) client.Credentials = new NetworkCredential(options.User, options.Password);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.TimeoutSeconds));
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return SendOutcome.Sent;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Told(SendOutcome.Failed($"the mail server did not answer within {options.TimeoutSeconds} seconds"));
        }
        catch (Exception e) when (e is SmtpException or AuthenticationException or IOException or SocketException or FormatException or InvalidOperationException)
        {
            return Told(OutcomeOf(e));
        }
    }

    private SendOutcome Told(SendOutcome outcome)
    {
        logger.LogWarning("A mail could not be sent through {Host}:{Port}: {Reason}", options.Host, options.Port, outcome.Detail);
        return outcome;
    }

    // Codes from 500 on are final (RFC 5321, 4.2.1); everything else, a server that is away among it, may pass.
    private static SendOutcome OutcomeOf(Exception fault)
    {
        string reason = OneLine(fault.InnerException is { } inner && fault is SmtpException { StatusCode: SmtpStatusCode.GeneralFailure } ? $"{fault.Message} {inner.Message}" : fault.Message);
        return fault is SmtpException { StatusCode: >= (SmtpStatusCode)500 } or FormatException ? SendOutcome.Refused(reason) : SendOutcome.Failed(reason);
    }

    // The server's words go into a log and a page.
    private static string OneLine(string text)
    {
        string line = string.Create(text.Length, text, (to, from) =>
        {
            for (int i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
        });
        return line.Length > MostReasonCharacters ? line[..MostReasonCharacters] : line;
    }

    private MailMessage Compose(Mail mail)
    {
        var message = new MailMessage(_from, new MailAddress(mail.To)) { Subject = mail.Subject, SubjectEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8 };
        // Clients show the last part that they can.
        message.AlternateViews.Add(Part(mail.Text, MediaTypeNames.Text.Plain));
        if (mail.Html is not null) message.AlternateViews.Add(Part(mail.Html, MediaTypeNames.Text.Html));
        foreach (MailAttachment attachment in mail.Attachments) message.Attachments.Add(Attach(attachment));
        message.Headers.Add("Message-ID", string.Create(CultureInfo.InvariantCulture, $"<{Guid.NewGuid():N}@{_from.Host}>"));
        // So that nobody's absence note is sent back (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.UnsubscribeUrl is { } url)
        {
            message.Headers.Add("List-Unsubscribe", $"<{url.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    private static AlternateView Part(string text, string type)
    {
        AlternateView view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, type);
        // Lines of any length and any character pass every server.
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }

    private static Attachment Attach(MailAttachment attachment)
    {
        var content = new MemoryStream(attachment.Content.ToArray(), writable: false);
        return new Attachment(content, new ContentType(attachment.ContentType)) { Name = PlainName(attachment.FileName), TransferEncoding = TransferEncoding.Base64 };
    }

    private static string PlainName(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-')).TrimStart('.', '-');
        return plain.Length == 0 ? "report" : plain;
    }
}
