using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Collecting;
using GaOrleans.Cluster.Log;
using GaOrleans.Engine.Log;
using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>What happens when partitions, agents and silos go away. Each test has a cluster of its own, as it breaks it.</summary>
public sealed class LogMoveTests : IAsyncLifetime
{
    private const int Sites = 12, FirstSite = 500;

    private readonly LogCluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task EverythingAcknowledged_Arrives_WhenASiloIsKilled()
    {
        using var stop = new CancellationTokenSource();
        Task<AckedHits> publishing = PublishAsync(stop.Token);
        await DeliveredAsync(1);
        InProcessSiloHandle killed = _cluster.Cluster.Silos[1];
        await _cluster.Cluster.KillSiloAsync(killed);
        await DeliveredAsync(20);
        await stop.CancelAsync();
        AckedHits acked = await publishing;
        await AllArriveAsync(acked);
    }

    [Fact]
    public async Task Publishing_SucceedsOrSaysUnavailable_WhilePartitionsMove()
    {
        using var stop = new CancellationTokenSource();
        Task<AckedHits> publishing = PublishAsync(stop.Token);
        await DeliveredAsync(1);
        for (int i = 0; i < 3; i++)
        {
            for (int partition = 0; partition < 4; partition++) await _cluster.Cluster.DeactivateAsync(_cluster.Cluster.Client.GetGrain<ILogPartitionGrain>(partition));
        }

        await DeliveredAsync(20);
        await stop.CancelAsync();
        AckedHits acked = await publishing;
        await AllArriveAsync(acked);
        Assert.Equal(0, acked.Refused);
        PartitionStatus status = await _cluster.Cluster.Client.GetGrain<ILogPartitionGrain>(0).StatusAsync();
        Assert.True(status.Epoch > 1, "it has moved");
    }

    [Fact]
    public async Task SiloStops_WithoutWaitingForLongPolls()
    {
        await PublishOnceAsync(new AckedHits(), _cluster.Publisher());
        long started = TimeProvider.System.GetTimestamp();
        await _cluster.Cluster.StopSiloAsync(_cluster.Cluster.Silos[1]);
        Assert.True(TimeProvider.System.GetElapsedTime(started).TotalSeconds < 8, $"it took {TimeProvider.System.GetElapsedTime(started)}");
        var acked = new AckedHits();
        await PublishOnceAsync(acked, _cluster.Publisher());
        Assert.Equal(0, acked.Refused);
        await AllArriveAsync(acked);
    }

    [Fact]
    public async Task HitsOfABrokenConsumer_ArriveWhenItWorksAgain()
    {
        var acked = new AckedHits();
        _cluster.Ledger.Broken = true;
        for (int i = 0; i < 5; i++) await PublishOnceAsync(acked, _cluster.Publisher());
        Assert.Empty(_cluster.Ledger.Of(BucketNames.Of(LogCluster.Bucket(FirstSite))));
        _cluster.Ledger.Broken = false;
        await AllArriveAsync(acked);
    }

    private async Task DeliveredAsync(int more)
    {
        string[] streams = [.. Enumerable.Range(FirstSite, Sites).Select(site => BucketNames.Of(LogCluster.Bucket(site)))];
        int[] goals = [.. streams.Select(stream => _cluster.Ledger.Of(stream).Length + more)];
        for (int i = 0; i < Sites; i++)
        {
            (string stream, int goal) = (streams[i], goals[i]);
            await Eventually.HoldsAsync(() => Task.FromResult(_cluster.Ledger.Of(stream).Length >= goal), $"{more} more hits of {stream}", seconds: 60);
        }
    }

    private async Task<AckedHits> PublishAsync(CancellationToken stop)
    {
        // From the silo that stays; the test runs beside it.
        IHitPublisher publisher = _cluster.Publisher();
        var acked = new AckedHits();
        while (!stop.IsCancellationRequested) await PublishOnceAsync(acked, publisher);
        return acked;
    }

    private static async Task PublishOnceAsync(AckedHits acked, IHitPublisher publisher) =>
        await Task.WhenAll(Enumerable.Range(FirstSite, Sites).Select(async site =>
        {
            try
            {
                IReadOnlyList<AppendedRange>? ranges = await publisher.PublishAsync(LogCluster.Bucket(site), [LogCluster.Frame(site, 2)], CancellationToken.None);
                acked.Add(BucketNames.Of(LogCluster.Bucket(site)), ranges!);
            }
            catch (LogUnavailableException)
            {
                acked.Refuse();
            }
        }));

    private async Task AllArriveAsync(AckedHits acked)
    {
        Assert.NotEmpty(acked.Streams);
        foreach ((string stream, HashSet<long> offsets) in acked.Streams)
        {
            await Eventually.HoldsAsync(() => Task.FromResult(offsets.IsSubsetOf(_cluster.Ledger.Of(stream))), $"all {offsets.Count} hits of {stream}", seconds: 60);
        }
    }
}
