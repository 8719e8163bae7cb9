namespace GaOrleans.Engine.Log;

/// <summary>The log cannot store hits at the moment: the disk is full, a flush failed, or it is shutting down. Clients are told to try again later.</summary>
public sealed class LogUnavailableException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">"cannot ... : what, and what to do".</param>
    /// <param name="inner">The fault behind it, if any.</param>
    public LogUnavailableException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
