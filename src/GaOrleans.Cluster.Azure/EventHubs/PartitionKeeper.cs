using GaOrleans.Cluster.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>Calls the grains of all partitions now and then, so that they live again after their silo died: nobody else may have a reason to.</summary>
internal sealed partial class PartitionKeeper(IGrainFactory grains, GaClusterOptions options, TimeProvider time, ILogger<PartitionKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                for (int partition = 0; partition < options.Partitions; partition++) await CallAsync(partition);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
            LogEnds();
        }
    }

    private async Task CallAsync(int partition)
    {
        try
        {
            await grains.GetGrain<ILogPartitionGrain>(partition).StatusAsync();
        }
        catch (Exception fault)
        {
            LogSilent(fault, partition);
        }
    }

    [LoggerMessage(EventId = 631, Level = LogLevel.Warning, Message = "partition {Partition} does not answer; it is called again")]
    private partial void LogSilent(Exception fault, int partition);

    [LoggerMessage(EventId = 632, Level = LogLevel.Debug, Message = "partitions are no longer called: the process ends")]
    private partial void LogEnds();
}
