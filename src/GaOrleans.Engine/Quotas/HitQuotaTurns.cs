using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Engine.Quotas;

/// <summary>Has <see cref="HitQuotas"/> take its turns, and tell what is left when the process ends.</summary>
public sealed partial class HitQuotaTurns(HitQuotas quotas, TimeProvider time, ILogger<HitQuotaTurns> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private bool _reached = true;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(quotas.TellAllAsync, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(quotas.TurnAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async ValueTask TryAsync(Func<CancellationToken, ValueTask> tell, CancellationToken ct)
    {
        try
        {
            await tell(ct);
            _reached = true;
        }
        catch (IOException fault)
        {
            // Only the first of several is worth a word.
            if (_reached) LogUnreached(fault);
            _reached = false;
        }
    }

    [LoggerMessage(EventId = 481, Level = LogLevel.Warning, Message = "cannot tell how many hits merchants sent; trying again every second, and no hit is refused for it")]
    private partial void LogUnreached(Exception fault);
}
