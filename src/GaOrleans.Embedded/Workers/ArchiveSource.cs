using GaOrleans.Embedded.Log;

namespace GaOrleans.Embedded.Workers;

/// <summary>What an archive is fed from, and when.</summary>
/// <param name="Log">The log.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="SavedTo">The offset before which all hits are in saved buckets, and so need not be kept for them; -1 when it is not known.</param>
/// <param name="AcceptedBytes">Bytes of frames handed to the log since the start.</param>
/// <param name="ArchiveBytes">Log bytes that are archived together.</param>
/// <param name="ArchiveSeconds">How long a hit waits at most to be archived.</param>
internal sealed record ArchiveSource(SegmentedLog Log, int Partition, Func<long> SavedTo, Func<long> AcceptedBytes, long ArchiveBytes, int ArchiveSeconds)
{
    /// <summary>Shared by logs that archive one after the other, rests included, unless something presses; null for a log that is alone.</summary>
    internal SemaphoreSlim? Turns { get; init; }
}
