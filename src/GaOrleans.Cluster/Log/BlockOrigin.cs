namespace GaOrleans.Cluster.Log;

/// <summary>
/// Who sends a block, so that one whose fate is unknown, as when its partition moves or a silo dies, can be sent again without being stored twice.
/// </summary>
/// <param name="Sender">Random number of the sender, which has one block under way at a time; 0 when a block is sent once only.</param>
/// <param name="Number">Grows with each block of the sender.</param>
/// <param name="SentFrom">For one that may have been stored before: an offset before which it cannot stand. -1 for one that is sent for the first time.</param>
public readonly record struct BlockOrigin(ulong Sender, ulong Number, long SentFrom)
{
    /// <summary>Of a block that is sent once only.</summary>
    public static BlockOrigin Once => new(0, 0, -1);
}
