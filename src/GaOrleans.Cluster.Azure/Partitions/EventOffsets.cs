namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>
/// The offset of a hit in a partition of Event Hubs: 65,536 times the sequence number of its event, plus its index among the hits of the event, those that
/// count nowhere included. So offsets grow in the order of the log, as buckets need it, but have gaps.
/// </summary>
internal static class EventOffsets
{
    /// <summary>Offsets of an event; it has at most one hit less.</summary>
    public const int PerEvent = 65_536;

    /// <summary>The offset of a hit.</summary>
    public static long Of(long sequence, int index) => checked((sequence * PerEvent) + index);

    /// <summary>The event that a hit is in.</summary>
    public static long SequenceOf(long offset) => offset < 0 ? -1 : offset / PerEvent;

    /// <summary>The offset before which all hits of the event and of those before it lie.</summary>
    public static long After(long sequence) => Of(sequence + 1, 0);
}
