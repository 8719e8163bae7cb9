using System.Globalization;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Server.Tests;

/// <summary>The real process under kill -9 while people save. GA_ROUNDS sets the number of rounds (10), GA_SEED the moments of the kills.</summary>
public sealed class SaveKillTests
{
    [Fact]
    public async Task AcknowledgedSaves_AreThere_AfterManyKills()
    {
        int rounds = Number("GA_ROUNDS", 10), seed = Number("GA_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        var ledger = new SaveLedger();
        await using var server = new RunningServer();
        server.Settings["Http__RequestsPerSecond"] = server.Settings["Http__RequestBurst"] = "100000";
        await server.StartAsync();
        using var client = new SavingClient(server.Url, server.DemoKey);
        await client.SignInAsync(server.DemoOwner.Email, server.DemoOwner.Password);
        await using (new Saver(client, ledger))
        {
            for (int round = 0; round < rounds; round++)
            {
                await Task.Delay(random.Next(50, 600));
                await server.KillAsync();
                await server.StartAsync();
            }
        }

        ledger.Check(await client.ReadAsync(), $"seed {seed}");
        Assert.True(ledger.Acknowledged > rounds, $"only {ledger.Acknowledged} saves were acknowledged");
        foreach (string kind in SavingClient.Kinds) Assert.Null(await client.SaveAsync(kind, $"{kind}0", 1));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
