namespace GaOrleans.Engine.Collecting;

/// <summary>What became of a frame.</summary>
/// <param name="Status">Whether it was stored.</param>
/// <param name="Duplicates">How many of its hits had an event id that was counted before.</param>
/// <param name="RetryAfterSeconds">When to try again, for the statuses that refuse; else 0.</param>
public readonly record struct SinkAnswer(SinkStatus Status, int Duplicates = 0, int RetryAfterSeconds = 0);
