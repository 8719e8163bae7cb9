using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Collecting;

/// <summary>Waits a bounded time until stored hits are applied. Hits that are stored are never refused for it: they count a little later.</summary>
internal sealed partial class AppliedWait(IAppliedHits buckets, int waitMs, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50), LogEvery = TimeSpan.FromSeconds(10);

    private long _late, _loggedAt;

    /// <summary>Frames answered before their hits were applied.</summary>
    internal long Late => Volatile.Read(ref _late);

    /// <summary>Waits. Never throws.</summary>
    /// <returns>For each range its duplicates, or -1; null when none is known to be applied.</returns>
    internal async ValueTask<int[]?> WaitAsync(BucketKey bucket, AppendedRange[] ranges)
    {
        int[]? duplicates = waitMs == 0 ? null : await AskAsync(bucket, ranges);
        if (waitMs == 0) return null;
        int late = duplicates is null ? ranges.Length : duplicates.Count(count => count < 0);
        if (late > 0) Interlocked.Add(ref _late, late);
        return duplicates;
    }

    private async ValueTask<int[]?> AskAsync(BucketKey bucket, AppendedRange[] ranges)
    {
        long started = time.GetTimestamp();
        while (TimeSpan.FromMilliseconds(waitMs) - time.GetElapsedTime(started) is { Ticks: > 0 } rest)
        {
            Task<int[]> asked = Task.FromResult<int[]>([]);
            try
            {
                asked = buckets.AppliedAsync(bucket, ranges).AsTask();
                return await asked.WaitAsync(rest, time);
            }
            catch (TimeoutException) when (!asked.IsCompleted)
            {
                return null;
            }
            catch (Exception fault)
            {
                // Its silo may have died: the next call finds or makes the bucket elsewhere. Asking changes nothing, so it may be repeated.
                LogNowAndThen(bucket, fault);
                await Task.Delay(Pause, time);
            }
        }

        return null;
    }

    private void LogNowAndThen(BucketKey bucket, Exception fault)
    {
        long logged = Volatile.Read(ref _loggedAt);
        if (logged != 0 && time.GetElapsedTime(logged) < LogEvery) return;
        Volatile.Write(ref _loggedAt, time.GetTimestamp());
        LogUnanswered(bucket, fault);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "cannot hear whether the bucket {Bucket} has applied hits that are stored: it is asked again for a while, and applies them in any case")]
    private partial void LogUnanswered(BucketKey bucket, Exception fault);
}
