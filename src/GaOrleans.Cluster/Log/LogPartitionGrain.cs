using GaOrleans.Cluster.Buckets;
using GaOrleans.Embedded.Files;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace GaOrleans.Cluster.Log;

/// <summary>The shell of a <see cref="LogPartition"/>: its place in the cluster, its timers, its end.</summary>
[Reentrant, KeepAlive, PreferLocalPlacement]
internal sealed partial class LogPartitionGrain(
    LocalLogOptions options, GaClusterOptions cluster, OpenPartitions open, IFileSystem files, TimeProvider time, ILogger<LogPartitionGrain> logger) : Grain, ILogPartitionGrain, IMovingPartition
{
    private const int NudgesAtOnce = 16, MostNudges = 512, OverdueTimes = 3;

    private static readonly TimeSpan PositionPeriod = TimeSpan.FromSeconds(3);

    private LogPartition? _partition;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        int partition = checked((int)this.GetPrimaryKeyLong());
        _partition = await new PartitionOpening(partition, files, options, cluster.TailBytes, time, logger).OpenAsync(cancellationToken);
        await open.AddAsync(_partition);
        // Orleans does not deactivate in order what it gives up while it is still being activated; the folder must be free all the same.
        CloseAfterwardsAsync(_partition).Ignore();
        var nudgePeriod = TimeSpan.FromMilliseconds(cluster.CheckpointMs);
        this.RegisterGrainTimer(SavePositionAsync, new GrainTimerCreationOptions(PositionPeriod, PositionPeriod) { KeepAlive = true, Interleave = true });
        this.RegisterGrainTimer(NudgeAsync, new GrainTimerCreationOptions(nudgePeriod, nudgePeriod) { KeepAlive = true, Interleave = true });
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_partition is not null) await open.CloseAsync(_partition);
    }

    /// <inheritdoc/>
    public ValueTask<AppendAnswer> AppendAsync(byte[] block) => Partition.AppendAsync(block);

    /// <inheritdoc/>
    public ValueTask<LogReading> ReadAsync(long from, long deliveredTo, int maxBytes, int waitMs) => Partition.ReadAsync(from, deliveredTo, maxBytes, waitMs);

    /// <inheritdoc/>
    public ValueTask<LogReading> ReadStreamAsync(string streamKey, long after) => Partition.ReadStreamAsync(streamKey, after);

    /// <inheritdoc/>
    public ValueTask SavedAsync(SavedMark[] marks)
    {
        Partition.Save(marks);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<PartitionStatus> StatusAsync() => new(Partition.Status());

    /// <inheritdoc/>
    public ValueTask ComeToAsync(SiloAddress silo)
    {
        if (GrainContext.Address.SiloAddress!.Equals(silo)) return ValueTask.CompletedTask;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        MigrateOnIdle();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ArchiveAsync() => Partition.ArchiveAsync(CancellationToken.None);

    private async Task CloseAfterwardsAsync(LogPartition partition)
    {
        await GrainContext.Deactivated;
        await open.CloseAsync(partition);
    }

    private LogPartition Partition => _partition ?? throw new InvalidOperationException("cannot serve a partition: it is not open; this is a defect");

    private async Task SavePositionAsync(CancellationToken ct) => await Task.Run(Partition.SavePosition, ct);

    /// <summary>Has buckets save what they should have long since, as when their silo died and nobody has asked for them.</summary>
    private async Task NudgeAsync(CancellationToken ct)
    {
        List<(string Name, long Last)> overdue = Partition.Overdue(TimeSpan.FromMilliseconds((double)cluster.CheckpointMs * OverdueTimes), MostNudges);
        for (int i = 0; i < overdue.Count && !ct.IsCancellationRequested; i += NudgesAtOnce)
        {
            await Task.WhenAll(overdue.Skip(i).Take(NudgesAtOnce).Select(stream => NudgeAsync(stream.Name, stream.Last)));
        }
    }

    private async Task NudgeAsync(string stream, long last)
    {
        try
        {
            long saved = await GrainFactory.GetGrain<IBucketGrain>(stream).CheckpointAsync(checked((int)this.GetPrimaryKeyLong()), last);
            Partition.Save([new SavedMark(stream, saved)]);
        }
        catch (Exception e)
        {
            // Whatever it is, a bucket that cannot save must not keep the others from it; it is asked again.
            LogNotSaved(stream, e.Message);
        }
    }

    [LoggerMessage(EventId = 141, Level = LogLevel.Warning, Message = "the bucket {Stream} has not saved its hits for long, and could not when asked: {Message}; it is asked again, and the log keeps them")]
    private partial void LogNotSaved(string stream, string message);
}
