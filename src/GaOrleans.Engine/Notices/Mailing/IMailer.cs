namespace GaOrleans.Engine.Notices.Mailing;

/// <summary>
/// Sends mail. What does not arrive is a value, never an exception, since every sender has to go on: only <see cref="OperationCanceledException"/> is thrown.
/// Implementations are safe for concurrent use, write headers so that no text can add one, and end within a minute.
/// </summary>
public interface IMailer
{
    /// <summary>Whether mail leaves the machine. False where no server for mail is set: then the log of the service shows each message.</summary>
    bool Delivers { get; }

    /// <summary>Sends one message to its recipient.</summary>
    /// <param name="mail">The message.</param>
    /// <param name="ct">Gives up.</param>
    ValueTask<SendOutcome> SendAsync(Mail mail, CancellationToken ct);
}
