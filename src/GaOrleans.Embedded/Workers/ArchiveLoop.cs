using System.Runtime.CompilerServices;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Feeds the archive from the log, by size or age, and lets the log forget what is both archived and checkpointed.
/// Without an archive, what is checkpointed is forgotten.
/// </summary>
internal sealed partial class ArchiveLoop(ArchiveSource source, IArchive? archive, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // Compressing costs more than all else that a hit causes. While hits pour in, most of the time is theirs and the log holds what waits:
    // after a batch the loop rests so many times as long as that took, unless this much waits or something waits for too long.
    private const int RestFactor = 3, MostWaitingBatches = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Task _running = Task.CompletedTask;
    private long _archivedTo, _archivedBytes, _batchBytes, _caughtUp;
    private LogRange? _lost;
    private bool _failing;

    /// <summary>The offset before which everything was archived when it looked last; without an archive, the largest there is.</summary>
    internal long ArchivedTo => Volatile.Read(ref _archivedTo);

    /// <summary>Starts looking.</summary>
    internal void Start()
    {
        // What was left when the process ended should not wait its full time again.
        _caughtUp = time.GetTimestamp() - (time.TimestampFrequency * Math.Max(0, source.ArchiveSeconds - 60));
        _running = Task.Run(RunAsync);
    }

    /// <summary>Archives what there is, batch by batch, and trims the log.</summary>
    internal ValueTask RunOnceAsync(CancellationToken ct) => RunAsync(all: true, ct);

    private async ValueTask RunAsync(bool all, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await RunInTurnAsync(all, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        _turn.Dispose();
    }

    /// <summary>Archives what was there at the call, or one batch of it.</summary>
    private async ValueTask RunInTurnAsync(bool all, CancellationToken ct)
    {
        long end = source.Log.NextOffset(source.Partition), accepted = source.AcceptedBytes(), begun = time.GetTimestamp();
        long archivedTo = archive is null ? long.MaxValue : await archive.ArchivedToAsync(source.Partition, ct);
        Volatile.Write(ref _archivedTo, archivedTo);
        while (archivedTo < end)
        {
            long next = await AppendAsync(archive!, archivedTo, ct);
            if (next <= archivedTo) break;
            Volatile.Write(ref _archivedTo, archivedTo = next);
            _archivedBytes += _batchBytes;

            // After each batch: where hits come in as fast as they are archived, there is no end to wait for.
            await TrimAsync(archivedTo, ct);
            if (!all) break;
        }

        if (archivedTo < end) return;
        _archivedBytes = Math.Max(_archivedBytes, accepted);
        _caughtUp = begun;
        await TrimAsync(archivedTo, ct);
    }

    private ValueTask TrimAsync(long archivedTo, CancellationToken ct) =>
        source.SavedTo() is >= 0 and long saved ? source.Log.TrimAsync(new LogPosition(source.Partition, Math.Min(archivedTo, saved)), ct) : ValueTask.CompletedTask;

    private long WaitingBytes => source.AcceptedBytes() - _archivedBytes;

    private bool IsLate => time.GetElapsedTime(_caughtUp).TotalSeconds >= source.ArchiveSeconds;

    private bool IsDue => WaitingBytes >= source.ArchiveBytes || IsLate;

    /// <summary>Archives a batch, and what the log has lost behind it.</summary>
    /// <returns>The offset before which everything is archived or known to be lost.</returns>
    private async ValueTask<long> AppendAsync(IArchive to, long from, CancellationToken ct)
    {
        _lost = null;
        // Nothing was archived when the batch starts with a gap; the archive then answers for partition 0.
        long next = Math.Max(from, await to.AppendAsync(Batch(from, ct), ct));
        if (_lost is not { } lost || lost.From != next) return next;
        await to.RecordLossAsync(lost, "the log was damaged there; what can be read of the damaged part is in its folder quarantine", ct);
        LogLost(lost.To - lost.From, lost.From);
        return lost.To;
    }

    /// <summary>Frames up to the batch's size, or up to a gap, which is noted in <see cref="_lost"/>.</summary>
    private async IAsyncEnumerable<LoggedFrame> Batch(long from, [EnumeratorCancellation] CancellationToken ct)
    {
        long bytes = 0, expected = from;
        _batchBytes = 0;
        await foreach (LoggedFrame frame in source.Log.ReadAsync(new LogPosition(source.Partition, from), ct))
        {
            long next = frame.First.Offset + frame.Hits;
            if (frame.Frame.IsEmpty || frame.First.Offset > expected)
            {
                _lost = new LogRange(source.Partition, expected, frame.Frame.IsEmpty ? next : frame.First.Offset);
                yield break;
            }

            yield return frame;
            expected = next;
            bytes += frame.Frame.Length;
            _batchBytes = bytes;
            if (bytes >= source.ArchiveBytes) yield break;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            TimeSpan wait = Look;
            while (true)
            {
                await Task.Delay(_failing ? Look * 10 : wait, time, _stop.Token);
                wait = Look;
                if (!IsDue && !_failing) continue;
                wait = IsPressing ? await RunNowAsync() : await RunInOrderAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private bool IsPressing => IsLate || WaitingBytes > source.ArchiveBytes * MostWaitingBatches;

    /// <summary>Archives, and tells how long to rest.</summary>
    private async ValueTask<TimeSpan> RunNowAsync()
    {
        long begun = time.GetTimestamp();
        await TryRunAsync();
        if (IsPressing) return TimeSpan.Zero;
        TimeSpan rest = time.GetElapsedTime(begun) * RestFactor;
        return rest > Look ? rest : Look;
    }

    /// <summary>Archives when it is this log's turn, and rests before the next one's: the partitions of a process together cost no more than one log does.</summary>
    private async ValueTask<TimeSpan> RunInOrderAsync()
    {
        if (source.Turns is not { } turns) return await RunNowAsync();
        await turns.WaitAsync(_stop.Token);
        try
        {
            TimeSpan rest = await RunNowAsync();
            if (rest > Look) await Task.Delay(rest, time, _stop.Token);
            return Look;
        }
        finally
        {
            turns.Release();
        }
    }

    private async ValueTask TryRunAsync()
    {
        try
        {
            await RunAsync(all: IsLate, _stop.Token);
            if (_failing) LogArchivingAgain();
            _failing = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Also for a defect: hits stay in the log, and an archive that has silently ended would be worse.
            if (!_failing) LogFailing(e is IOException ? null : e, e.Message);
            _failing = true;
        }
    }

    [LoggerMessage(EventId = 21, Level = LogLevel.Error, Message = "{Message}; the log keeps what is not archived, and it is tried again by itself")]
    private partial void LogFailing(Exception? defect, string message);

    [LoggerMessage(EventId = 22, Level = LogLevel.Critical, Message = "{Hits} hits from offset {Offset} are lost to the archive, since the log was damaged there; the archive's manifest says so")]
    private partial void LogLost(long hits, long offset);

    [LoggerMessage(EventId = 23, Level = LogLevel.Information, Message = "hits are archived again")]
    private partial void LogArchivingAgain();

    [LoggerMessage(EventId = 24, Level = LogLevel.Debug, Message = "archiving stopped")]
    private partial void LogStopped();
}
