using System.Diagnostics;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// Lets an answer take a fixed time, and on a busy machine a whole multiple of it, since counting a failure of a known account writes to the disk, and asking
/// for a reset makes a token.
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
        if (options.SignInMs == 0) return;
        double ms = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        double whole = Math.Max(1, Math.Ceiling(ms / options.SignInMs)) * options.SignInMs;
        await Task.Delay(TimeSpan.FromMilliseconds(whole - ms), ct);
    }
}
