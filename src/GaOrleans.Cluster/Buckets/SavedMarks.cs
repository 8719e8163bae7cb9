using System.Collections.Concurrent;
using GaOrleans.Cluster.Log;

namespace GaOrleans.Cluster.Buckets;

/// <summary>Gathers the marks of all buckets of a silo for a moment and sends them by partition. A partition that does not answer is tried again.</summary>
internal sealed class SavedMarks(IGrainFactory grains, TimeProvider time, Microsoft.Extensions.Logging.ILogger<SavedMarks> logger) : ISavedMarks, IAsyncDisposable
{
    private const int GatherMs = 50, LongestPauseMs = 10_000;

    private readonly ConcurrentDictionary<int, Outbox> _outboxes = new();
    private readonly CancellationTokenSource _stop = new();

    public void Add(int partition, string streamKey, long through)
    {
        Outbox outbox = _outboxes.GetOrAdd(partition, static number => new Outbox(number));
        lock (outbox.Marks)
        {
            outbox.Marks[streamKey] = outbox.Marks.TryGetValue(streamKey, out long known) ? Math.Max(known, through) : through;
            if (outbox.Sending is { IsCompleted: false } || _stop.IsCancellationRequested) return;

            // Not in the turn of whatever bucket happens to be first.
            outbox.Sending = Task.Run(() => SendAllAsync(outbox));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (Outbox outbox in _outboxes.Values)
        {
            if (outbox.Sending is { } sending) await sending;
        }

        _stop.Dispose();
    }

    private async Task SendAllAsync(Outbox outbox)
    {
        int pauseMs = GatherMs;
        while (await PauseAsync(pauseMs) && Take(outbox) is { } marks)
        {
            try
            {
                await grains.GetGrain<ILogPartitionGrain>(outbox.Partition).SavedAsync(marks);
                pauseMs = GatherMs;
            }
            catch (Exception e)
            {
                if (pauseMs == GatherMs) BucketLog.MarksFail(logger, e, outbox.Partition);
                pauseMs = Math.Min(pauseMs * 2, LongestPauseMs);
                PutBack(outbox, marks);
            }
        }
    }

    private async ValueTask<bool> PauseAsync(int pauseMs)
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pauseMs), time, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // The process ends. The log asks for marks that it misses.
            return false;
        }
    }

    private static SavedMark[]? Take(Outbox outbox)
    {
        lock (outbox.Marks)
        {
            if (outbox.Marks.Count == 0)
            {
                outbox.Sending = null;
                return null;
            }

            SavedMark[] marks = [.. outbox.Marks.Select(static mark => new SavedMark(mark.Key, mark.Value))];
            outbox.Marks.Clear();
            return marks;
        }
    }

    private static void PutBack(Outbox outbox, SavedMark[] marks)
    {
        lock (outbox.Marks)
        {
            foreach (SavedMark mark in marks)
            {
                outbox.Marks[mark.StreamKey] = outbox.Marks.TryGetValue(mark.StreamKey, out long known) ? Math.Max(known, mark.Through) : mark.Through;
            }
        }
    }

    private sealed class Outbox(int partition)
    {
        internal int Partition => partition;

        internal Dictionary<string, long> Marks { get; } = new(StringComparer.Ordinal);

        internal Task? Sending { get; set; }
    }
}
