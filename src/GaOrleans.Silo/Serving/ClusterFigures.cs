using GaOrleans.Cluster;
using GaOrleans.Cluster.Log;

namespace GaOrleans.Silo.Serving;

/// <summary>What is known of the cluster as a whole, asked for every few seconds: the state of the log's partitions and the number of silos.</summary>
internal sealed partial class ClusterFigures(IGrainFactory grains, ISiloStatusOracle silos, GaClusterOptions options, TimeProvider time, ILogger<ClusterFigures> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(5);

    private readonly PartitionStatus?[] _partitions = new PartitionStatus?[options.Partitions];
    private volatile bool _asked;

    /// <summary>Whether every partition was asked at least once.</summary>
    public bool IsKnown => _asked;

    /// <summary>The partitions as of the last time; null for one that did not answer.</summary>
    public IReadOnlyList<PartitionStatus?> Partitions => _partitions;

    /// <summary>Silos that are members now.</summary>
    public int Silos => silos.GetApproximateSiloStatuses(onlyActive: true).Count;

    /// <summary>Whether this silo is a member.</summary>
    public bool IsMember => silos.CurrentStatus == SiloStatus.Active;

    /// <summary>Asks all partitions, once.</summary>
    public async Task AskAsync(CancellationToken ct)
    {
        await Task.WhenAll(Enumerable.Range(0, _partitions.Length).Select(partition => AskAsync(partition, ct)));
        _asked = true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (!stoppingToken.IsCancellationRequested)
        {
            await AskAsync(stoppingToken);
            if (!await timer.WaitForNextTickAsync(stoppingToken)) return;
        }
    }

    private async Task AskAsync(int partition, CancellationToken ct)
    {
        try
        {
            _partitions[partition] = await grains.GetGrain<ILogPartitionGrain>(partition).StatusAsync().AsTask().WaitAsync(Patience, time, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // It is about to move, as a rule. Only what lasts is worth a word.
            if (_partitions[partition] is null && _asked) LogNoAnswer(partition, e.Message);
            _partitions[partition] = null;
        }
    }

    [LoggerMessage(EventId = 401, Level = LogLevel.Warning, Message = "partition {Partition} of the log does not answer: {Message}")]
    private partial void LogNoAnswer(int partition, string message);
}
