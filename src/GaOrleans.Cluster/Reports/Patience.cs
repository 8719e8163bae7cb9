using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Reports;

/// <summary>Repeats reading for some seconds when it fails: a silo may have died, and what it had is elsewhere in a moment.</summary>
internal sealed class Patience(TimeSpan most, TimeProvider time)
{
    private const int FirstPauseMs = 25, LongestPauseMs = 1_000;

    /// <summary>Reads.</summary>
    /// <param name="read">Reads; changes nothing, so it may be repeated.</param>
    /// <param name="of">What to read.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">It cannot be read. A damaged bucket is said at once.</exception>
    internal async Task<T> ReadAsync<T, TOf>(Func<TOf, ValueTask<T>> read, TOf of, CancellationToken ct)
    {
        long started = time.GetTimestamp();
        for (int pauseMs = FirstPauseMs; ; pauseMs = Math.Min(pauseMs * 2, LongestPauseMs))
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                return await read(of).AsTask().WaitAsync(ct);
            }
            catch (Exception fault) when (fault is not DamagedBucketException)
            {
                ct.ThrowIfCancellationRequested();
                if (time.GetElapsedTime(started) > most)
                    throw new IOException($"cannot read {of}: {fault.Message}; it is tried again with the next report", fault);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(pauseMs), time, ct);
        }
    }
}
