using GaOrleans.Cluster.Log;

namespace GaOrleans.Cluster.Streams;

/// <summary>Records of one publishing that wait to be appended.</summary>
internal sealed class PendingPublish(IReadOnlyList<LogRecord> records)
{
    private readonly TaskCompletionSource<long[]> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The records.</summary>
    internal IReadOnlyList<LogRecord> Records => records;

    /// <summary>Size of the payloads.</summary>
    internal long Bytes { get; } = records.Sum(record => (long)record.Payload.Length);

    /// <summary>Completes with the offset of each record's first hit.</summary>
    internal Task<long[]> Offsets => _done.Task;

    /// <summary>All are stored.</summary>
    internal void Stored(long[] offsets) => _done.TrySetResult(offsets);

    /// <summary>They are not, or nobody knows.</summary>
    internal void Failed(Exception fault) => _done.TrySetException(fault);
}
