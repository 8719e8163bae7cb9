using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Mailing;

namespace GaOrleans.Portal.Tests.Access;

/// <summary>Keeps mails in place of sending them.</summary>
internal sealed partial class RecordingMailer : IMailer
{
    private readonly ConcurrentQueue<Mail> _mails = new();
    private readonly SemaphoreSlim _arrived = new(0);

    public bool Delivers => true;

    public IReadOnlyCollection<Mail> Mails => _mails;

    public ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct)
    {
        _mails.Enqueue(mail);
        _arrived.Release();
        return new(SendOutcome.Sent);
    }

    /// <summary>The next mail, which may still be on its way.</summary>
    public async Task<Mail> NextAsync()
    {
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(20)), "no mail came");
        Assert.True(_mails.TryDequeue(out Mail? mail));
        return mail;
    }

    /// <summary>The first link of a mail.</summary>
    public static Uri LinkOf(Mail mail) => new(Link().Match(mail.Text).Value);

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
