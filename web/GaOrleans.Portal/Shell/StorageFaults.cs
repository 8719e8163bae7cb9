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

    [LoggerMessage(EventId = 701, Level = LogLevel.Warning, Message = "told somebody: {What}, since storage does not answer")]
    private partial void LogFault(Exception fault, string what);
}
