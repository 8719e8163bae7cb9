namespace GaOrleans.Http.Collect;

/// <summary>
/// When an event happened, told from clocks that need not be right. With the client's time of sending, only the span between the two readings
/// of its clock counts. An event a few minutes ahead is taken to happen when it is received; further ahead, or older than a day without a
/// server key, it is out of range.
/// </summary>
internal static class ClientClock
{
    /// <summary>Settles the time of an event.</summary>
    /// <param name="fields">The client's readings.</param>
    /// <param name="receivedMs">When it was received.</param>
    /// <param name="trusted">Whether a server key allows any age.</param>
    /// <param name="timeMs">When it happened.</param>
    /// <returns>Whether it is in range.</returns>
    public static bool TrySettle(in EventFields fields, long receivedMs, bool trusted, out long timeMs)
    {
        timeMs = receivedMs;
        if (fields.TimeMs == EventFields.NoTime) return true;
        timeMs = fields.SentAtMs == EventFields.NoTime ? fields.TimeMs : receivedMs - Math.Max(0, fields.SentAtMs - fields.TimeMs);
        if (timeMs > receivedMs + CollectLimits.AheadMs) return false;
        timeMs = Math.Min(timeMs, receivedMs);
        return trusted || timeMs >= receivedMs - CollectLimits.OldestMs;
    }
}
