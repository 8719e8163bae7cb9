using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Operations;

/// <summary>Takes the figures of this process every two seconds, and tells them to the board where there is one.</summary>
public sealed partial class HealthTurns(HealthWatch watch, DroppedHits dropped, IEnumerable<IHealthBoard> boards, TimeProvider time, ILogger<HealthTurns> logger) : BackgroundService
{
    // What was dropped is more to tell and less urgent.
    private const int DroppedEvery = 5;

    private readonly IHealthBoard? _board = boards.FirstOrDefault();
    private bool _heard = true;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(HealthWatch.Period, time);
        for (int turn = 0; !stoppingToken.IsCancellationRequested; turn++)
        {
            ProcessHealth health = watch.Take();
            if (_board is not null) await TellAsync(_board, health, turn % DroppedEvery == 0, stoppingToken);
            try
            {
                if (!await timer.WaitForNextTickAsync(stoppingToken)) return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask TellAsync(IHealthBoard board, ProcessHealth health, bool withDropped, CancellationToken ct)
    {
        try
        {
            await board.TellAsync(health, ct);
            if (withDropped) await board.TellAsync(health.Name, dropped.Picture(), ct);
            _heard = true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Whoever keeps the board may be dying; the next turn tries again. Only the first of several is worth a word.
            if (_heard) LogUnheard(e);
            _heard = false;
        }
    }

    [LoggerMessage(EventId = 471, Level = LogLevel.Warning, Message = "cannot tell the figures of this process; trying again every two seconds")]
    private partial void LogUnheard(Exception e);
}
