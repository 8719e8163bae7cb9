using Orleans.TestingHost;

namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>Silos stop in order and start again one after the other, as in an upgrade.</summary>
public sealed class RollingRestartTests
{
    [Fact]
    public async Task NoFrameIsRefused_AndEveryHitCountsOnce_WhenSilosAreReplacedOneByOne()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(3);
        // As behind a balancer: what a silo that is going has begun is finished, new requests go to others.
        var ledger = new Ledger(cluster, sites: 8);
        using var stop = new CancellationTokenSource();
        Task[] sending = [.. Enumerable.Range(0, 3).Select(worker => Task.Run(() => ledger.SendAsync(worker, stop.Token)))];
        for (int round = 0; round < 3; round++)
        {
            int before = ledger.Acknowledged;
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > before + 300), "hits are taken");
            InProcessSiloHandle leaving = cluster.Cluster.Silos[0];
            await cluster.Cluster.StartAdditionalSiloAsync();
            ledger.Leaving = leaving;
            await cluster.Cluster.StopSiloAsync(leaving);
            ledger.Leaving = null;
        }

        await stop.CancelAsync();
        await Task.WhenAll(sending);
        Assert.Equal(0, ledger.Refused);
        await ledger.CheckAsync();
    }
}
