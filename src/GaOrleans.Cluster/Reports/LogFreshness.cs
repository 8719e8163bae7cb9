using GaOrleans.Cluster.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Reports;

/// <summary>
/// How fresh reports are, as the partitions of the local log tell, asked several times a second. What a partition said once stays true, so one that does not
/// answer holds the instant where it was.
/// </summary>
internal sealed partial class LogFreshness : IFreshness, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable
{
    private const int PauseMs = 250, MsOfAPartition = 5;
    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(30);

    private readonly Func<int, ValueTask<PartitionStatus>> _ask;
    private readonly long[] _freshTo;
    private readonly bool[] _asking;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private long _loggedAt;

    /// <summary>Knows nothing yet.</summary>
    /// <param name="partitions">How many there are.</param>
    /// <param name="ask">Asks one for its status.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told when a partition does not answer.</param>
    internal LogFreshness(int partitions, Func<int, ValueTask<PartitionStatus>> ask, TimeProvider time, ILogger logger)
    {
        _ask = ask;
        _freshTo = new long[partitions];
        _asking = new bool[partitions];
        _time = time;
        _logger = logger;
        _pause = TimeSpan.FromMilliseconds(PauseMs + (partitions * MsOfAPartition));
    }

    /// <inheritdoc/>
    public long FreshToMs
    {
        get
        {
            long fresh = _time.GetUtcNow().ToUnixTimeMilliseconds();
            for (int i = 0; i < _freshTo.Length; i++) fresh = Math.Min(fresh, Volatile.Read(ref _freshTo[i]));
            return fresh;
        }
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LogFreshness), ServiceLifecycleStage.Active + 1, _ => StartAsync(), _ => StopAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Asks every partition that is not being asked already.</summary>
    /// <returns>When those have answered or failed.</returns>
    internal Task PollAsync() => Task.WhenAll(Enumerable.Range(0, _freshTo.Length).Where(partition => !_asking[partition]).Select(AskAsync));

    private Task StartAsync()
    {
        _loop = Task.Run(LoopAsync);
        return Task.CompletedTask;
    }

    private async Task StopAsync()
    {
        if (!_stop.IsCancellationRequested) await _stop.CancelAsync();
        await _loop;
    }

    // One that does not answer for long must not keep the others from being asked.
    private async Task LoopAsync()
    {
        try
        {
            while (true)
            {
                _ = PollAsync();
                await Task.Delay(_pause, _time, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
            return;
        }
    }

    private async Task AskAsync(int partition)
    {
        _asking[partition] = true;
        try
        {
            PartitionStatus status = await _ask(partition);
            Volatile.Write(ref _freshTo[partition], Math.Max(_freshTo[partition], status.FreshToMs));
        }
        catch (Exception fault)
        {
            if (_stop.IsCancellationRequested) return;
            LogNowAndThen(partition, fault);
        }
        finally
        {
            _asking[partition] = false;
        }
    }

    private void LogNowAndThen(int partition, Exception fault)
    {
        long logged = Volatile.Read(ref _loggedAt);
        if (logged != 0 && _time.GetElapsedTime(logged) < LogEvery) return;
        Volatile.Write(ref _loggedAt, _time.GetTimestamp());
        LogSilent(partition, fault);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "cannot hear from partition {Partition} of the log how fresh reports are: they say the last instant known until it answers")]
    private partial void LogSilent(int partition, Exception fault);
}
