using System.Runtime.CompilerServices;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Feeds the archive from the log, by size or age, and lets the log forget what is both archived and checkpointed.
/// Without an archive, what is checkpointed is forgotten.
/// </summary>
internal sealed partial class ArchiveLoop(SegmentedLog log, IArchive? archive, Checkpointer checkpointer, HitSink sink, EmbeddedOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private long _archivedBytes, _lastRun;
    private bool _failing;

    /// <summary>Starts looking.</summary>
    internal void Start()
    {
        _lastRun = time.GetTimestamp();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Archives what there is, batch by batch, and trims the log.</summary>
    internal async ValueTask RunOnceAsync(CancellationToken ct)
    {
        long archivedTo = long.MaxValue, accepted = sink.AcceptedBytes;
        if (archive is not null)
        {
            archivedTo = await archive.ArchivedToAsync(0, ct);
            while (archivedTo < log.NextOffset(0))
            {
                long next = await archive.AppendAsync(Batch(archivedTo, ct), ct);
                if (next <= archivedTo) break;
                archivedTo = next;
            }
        }

        _archivedBytes = accepted;
        _lastRun = time.GetTimestamp();
        if (checkpointer.SavedTo >= 0) await log.TrimAsync(new LogPosition(0, Math.Min(archivedTo, checkpointer.SavedTo)), ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private bool IsDue() =>
        sink.AcceptedBytes - _archivedBytes >= options.ArchiveBytes || time.GetElapsedTime(_lastRun).TotalSeconds >= options.ArchiveSeconds;

    private async IAsyncEnumerable<LoggedFrame> Batch(long from, [EnumeratorCancellation] CancellationToken ct)
    {
        long bytes = 0;
        await foreach (LoggedFrame frame in log.ReadAsync(new LogPosition(0, from), ct))
        {
            yield return frame;
            bytes += frame.Frame.Length;
            if (bytes >= options.ArchiveBytes) yield break;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(_failing ? Look * 10 : Look, time, _stop.Token);
                if (IsDue() || _failing) await TryRunAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    private async ValueTask TryRunAsync()
    {
        try
        {
            await RunOnceAsync(_stop.Token);
            if (_failing) LogArchivingAgain();
            _failing = false;
        }
        catch (IOException e)
        {
            if (!_failing) LogFailing(e.Message);
            _failing = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Message}; the log keeps what is not archived, and it is tried again by itself")]
    private partial void LogFailing(string message);

    [LoggerMessage(Level = LogLevel.Information, Message = "hits are archived again")]
    private partial void LogArchivingAgain();

    [LoggerMessage(Level = LogLevel.Debug, Message = "archiving stopped")]
    private partial void LogStopped();
}
