namespace GaOrleans.Engine.Collecting;

/// <summary>Whether a frame was stored.</summary>
public enum SinkStatus
{
    /// <summary>Stored safely and counted.</summary>
    Accepted,

    /// <summary>A queue is full; nothing was stored. HTTP 429.</summary>
    Overloaded,

    /// <summary>Storage does not work at the moment; nothing is reported as stored. HTTP 503.</summary>
    Unavailable,
}
