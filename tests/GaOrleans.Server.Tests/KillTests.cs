using System.Globalization;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Server.Tests;

/// <summary>
/// The real process under kill -9 while it is loaded. Slow because every round starts a process; GA_ROUNDS sets the number of rounds (50),
/// GA_SEED the moments of the kills.
/// </summary>
public sealed class KillTests
{
    private const int Workers = 8;

    [Fact]
    public async Task AcknowledgedHits_AreCountedExactlyOnce_AfterManyKills()
    {
        int rounds = Number("GA_ROUNDS", 50), seed = Number("GA_SEED", Environment.TickCount & 0xFFFF);
        var random = new Random(seed);
        var ledger = new Ledger();
        await using var server = new RunningServer();
        // Checkpoints and segments so often that kills hit them.
        server.Settings["Workers__CheckpointMs"] = "50";
        server.Settings["Log__SegmentBytes"] = "262144";
        server.Settings["Archive__Bytes"] = "100000";
        server.Settings["Archive__Seconds"] = "1";
        await server.StartAsync();
        string key = server.DemoKey;
        await using (new Loader(server.Url, key, ledger, Workers))
        {
            for (int round = 0; round < rounds; round++)
            {
                await Task.Delay(random.Next(20, 350));
                await server.KillAsync();
                await server.StartAsync();
            }
        }

        await server.KillAsync();
        await server.StartAsync();
        await LedgerCheck.CountedOnceAsync(server.Url, key, ledger, least: rounds, $"seed {seed}");
        await server.KillAsync();
        int verified = await server.CommandAsync("archive", "verify", "--data", server.Folder);
        Assert.True(verified == 0 && server.Output.Contains(" 0 lost by the log, 0 problems", StringComparison.Ordinal), $"the archive has problems: {server.Output}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
