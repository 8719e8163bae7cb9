using GaOrleans.Silo.Tests.Running;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>Restarts of a cluster of real processes that clients do not notice.</summary>
public sealed class RollingRestartTests
{
    private const int Rounds = 2;

    [Fact]
    public async Task RollingRestart_FailsNoRequest_UnderLoad()
    {
        var ledger = new Ledger();
        await using var cluster = new RunningCluster();
        // Blobs from the start, and new ones all the time.
        cluster.Settings["Cluster__CheckpointMs"] = "300";
        cluster.Settings["Cluster__InlineBytes"] = "1000";
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        int[] before = cluster.Silos();
        string key = cluster.DemoKey;
        var load = new SteadyLoad(cluster.Url, key, ledger, workers: 4);
        await using (load)
        {
            await using var command = new RunningCluster();
            for (int round = 0; round < Rounds; round++) Assert.Equal(0, await command.CommandAsync("restart", "--data", cluster.Folder));
        }

        Assert.True(load.Failures.IsEmpty, $"{load.Failures.Count} of {load.Answered} failed: {string.Join('\n', load.Failures.Take(20))}\n{cluster.Output}");
        Assert.Empty(before.Intersect(cluster.Silos()));
        await LedgerCheck.CountedOnceAsync(cluster.Url, key, ledger, least: 100, "after a rolling restart");
        Assert.Equal(0, await cluster.TerminateAsync());
    }
}
