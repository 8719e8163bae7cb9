namespace GaOrleans.Cluster.Tests.EndToEnd;

/// <summary>Silos die without warning while hits come in; every acknowledged hit counts once, and nothing twice.</summary>
public sealed class DeathTests
{
    private const int Sites = 12, Workers = 4, Rounds = 20;

    [Fact]
    public async Task EveryAcknowledgedHit_CountsOnce_WhenOneOfThreeSilosDiesAgainAndAgain()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(3);
        var ledger = new Ledger(cluster, Sites);
        using var stop = new CancellationTokenSource();
        Task[] sending = [.. Enumerable.Range(0, Workers).Select(worker => Task.Run(() => ledger.SendAsync(worker, stop.Token)))];
        var random = new Random(1);
        for (int round = 0; round < Rounds; round++)
        {
            int before = ledger.Acknowledged;
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > before + 200), $"round {round}: hits are taken", seconds: 60);
            await cluster.KillOneAsync(random);
        }

        int last = ledger.Acknowledged;
        await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > last + 200), "hits are taken after the last death", seconds: 60);
        await stop.CancelAsync();
        await Task.WhenAll(sending);
        await ledger.CheckAsync();
    }

    [Fact]
    public async Task EveryAcknowledgedHit_CountsOnce_WhenStorageFailsBeforeAndAfterWrites()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        var ledger = new Ledger(cluster, Sites);
        using var stop = new CancellationTokenSource();
        Task[] sending = [.. Enumerable.Range(0, Workers).Select(worker => Task.Run(() => ledger.SendAsync(worker, stop.Token)))];
        for (int round = 0; round < 4; round++)
        {
            int failed = cluster.Faults.Failed;
            cluster.Faults.Start(before: 0.3, after: 0.3, seed: round);
            await Eventually.HoldsAsync(() => Task.FromResult(cluster.Faults.Failed > failed + 10), "writes fail", seconds: 60);
            cluster.Faults.Stop();
            int before = ledger.Acknowledged;
            await Eventually.HoldsAsync(() => Task.FromResult(ledger.Acknowledged > before + 500), "hits are taken", seconds: 60);
        }

        await stop.CancelAsync();
        await Task.WhenAll(sending);
        await ledger.CheckAsync();
    }
}
