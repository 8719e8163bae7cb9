using System.Globalization;
using GaOrleans.Silo.Tests.Running;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>Three real processes under kill -9 while people save. GA_ROUNDS sets the number of rounds (5), GA_SEED which silos are killed and when.</summary>
public sealed class SaveKillTests
{
    private const int Silos = 3;

    [Fact]
    public async Task AcknowledgedSaves_AreThere_WhenSilosAreKilled()
    {
        int rounds = Number("GA_ROUNDS", 5), seed = Number("GA_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        var ledger = new SaveLedger();
        await using var cluster = new RunningCluster(Silos);
        cluster.Settings["Http__RequestsPerSecond"] = cluster.Settings["Http__RequestBurst"] = "100000";
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        using var client = new SavingClient(cluster.Url, cluster.DemoKey);
        await client.SignInAsync(cluster.DemoOwner.Email, cluster.DemoOwner.Password);
        await using (new Saver(client, ledger))
        {
            for (int round = 0; round < rounds; round++)
            {
                await Task.Delay(random.Next(200, 1500));
                await cluster.KillSiloAsync(random.Next(Silos));
                await cluster.AllReadyAsync();
            }
        }

        ledger.Check(await client.ReadAsync(), $"seed {seed}");
        Assert.True(ledger.Acknowledged > rounds, $"only {ledger.Acknowledged} saves were acknowledged");
        await cluster.KillAsync();
        await cluster.StartAsync();
        await cluster.AllReadyAsync();
        ledger.Check(await client.ReadAsync(), $"seed {seed}, after all were killed");
        foreach (string kind in SavingClient.Kinds) Assert.Null(await client.SaveAsync(kind, $"{kind}0", 1));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
