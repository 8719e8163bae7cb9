using System.Globalization;
using GaOrleans.Silo.Tests.Running;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>
/// Three real processes under load, one of which is killed again and again. Slow because each round waits for a process to start and join;
/// GA_ROUNDS sets the number of rounds (20), GA_SEED which silos are killed and when.
/// </summary>
public sealed class KillTests
{
    private const int Workers = 8, Silos = 3;

    [Fact]
    public async Task AcknowledgedHits_AreCountedExactlyOnce_WhenSilosAreKilledUnderLoad()
    {
        int rounds = Number("GA_ROUNDS", 20), seed = Number("GA_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        var ledger = new Ledger();
        await using var cluster = new RunningCluster(Silos);
        // Checkpoints, segments and archive files so often that kills hit them.
        cluster.Settings["Cluster__CheckpointMs"] = "200";
        cluster.Settings["Cluster__InlineBytes"] = "2000";
        cluster.Settings["Log__SegmentBytes"] = "262144";
        cluster.Settings["Archive__Bytes"] = "100000";
        cluster.Settings["Archive__Seconds"] = "1";
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        string key = cluster.DemoKey;
        await using (new Loader(cluster.Url, key, ledger, Workers))
        {
            for (int round = 0; round < rounds; round++)
            {
                await Task.Delay(random.Next(20, 500));
                await cluster.KillSiloAsync(random.Next(Silos));
                await cluster.AllReadyAsync();
            }
        }

        await LedgerCheck.CountedOnceAsync(cluster.Url, key, ledger, least: rounds, $"seed {seed}");
        await cluster.KillAsync();
        await cluster.StartAsync();
        await LedgerCheck.CountedOnceAsync(cluster.Url, key, ledger, least: rounds, $"seed {seed}, after all were killed");
        Assert.Equal(0, await cluster.TerminateAsync());
        await using var command = new RunningServer();
        Assert.True(await command.CommandAsync("archive", "verify", "--data", cluster.Folder) == 0, $"seed {seed}: the archive has problems: {command.Output}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
