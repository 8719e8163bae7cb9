using System.Diagnostics;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Lets an answer take a fixed time at least, since counting a failure of a known account writes to the disk, and asking for a reset makes a token.
/// It is real time whatever clock the service has, because real work is what it hides.
/// </summary>
internal sealed class AnswerPause(PortalOptions options)
{
    /// <summary>Begins to measure.</summary>
    public static long Begin() => Stopwatch.GetTimestamp();

    /// <summary>Waits until the time is over.</summary>
    /// <param name="begun">What <see cref="Begin"/> gave.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask EndAsync(long begun, CancellationToken ct)
    {
        TimeSpan left = TimeSpan.FromMilliseconds(options.SignInMs) - Stopwatch.GetElapsedTime(begun);
        if (left > TimeSpan.Zero) await Task.Delay(left, ct);
    }
}
