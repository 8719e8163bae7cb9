using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Engine.Tests.Notices;

/// <summary>A mailer that keeps what it is given.</summary>
internal sealed class RecordingMailer : IMailer
{
    private readonly Lock _lock = new();
    private readonly List<Mail> _mails = [];

    public bool Delivers => true;

    /// <summary>What comes of sending; by default it is sent.</summary>
    public Func<Mail, SendOutcome> Answer { get; set; } = _ => SendOutcome.Sent;

    public IReadOnlyList<Mail> Sent
    {
        get
        {
            lock (_lock) return [.. _mails];
        }
    }

    public ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        SendOutcome outcome = Answer(mail);
        if (outcome.IsSent)
        {
            lock (_lock) _mails.Add(mail);
        }

        return new(outcome);
    }
}
