using Microsoft.Extensions.Logging;

namespace GaOrleans.Portal.Shell;

/// <summary>Tells people that storage does not answer, and the log why: what a fault says names files of the service.</summary>
public sealed partial class StorageFaults(ILogger<StorageFaults> log)
{
    /// <summary>Writes the fault down.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="what">What did not work, as the beginning of a sentence.</param>
    /// <returns>What to show.</returns>
    public string Tell(IOException fault, string what)
    {
        LogFault(fault, what);
        return $"{what}: storage does not answer at the moment. Please try again.";
    }

    /// <summary>Does what somebody clicked for.</summary>
    /// <param name="act">Does it.</param>
    /// <param name="what">What did not work when storage does not answer, as the beginning of a sentence.</param>
    /// <returns>What to show then; null when storage answered.</returns>
    public async ValueTask<string?> TryAsync(Func<Task> act, string what)
    {
        try
        {
            await act();
            return null;
        }
        catch (IOException fault)
        {
            return Tell(fault, what);
        }
    }

    /// <summary>Asks for a right in a round that an open page makes by itself: while storage does not answer the round is skipped, and the next one asks again.</summary>
    /// <param name="ask">Asks.</param>
    /// <returns>Whether to make the round.</returns>
    public static async ValueTask<bool> AllowsRoundAsync(Func<ValueTask<bool>> ask)
    {
        try
        {
            return await ask();
        }
        catch (IOException)
        {
            return false;
        }
    }

    [LoggerMessage(EventId = 701, Level = LogLevel.Warning, Message = "told somebody: {What}, since storage does not answer")]
    private partial void LogFault(Exception fault, string what);
}
