using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using GaOrleans.Server.Tests.Running;

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
        Dictionary<(string, string), int> counted = await ExportedAsync(server, key);
        string seen = $"seed {seed}, {ledger.Events.Count} sent, {ledger.Events.Count(e => e.Value)} acknowledged, {counted.Values.Sum()} counted";
        Assert.True(ledger.Events.Count(e => e.Value) > rounds, seen);
        foreach ((int number, bool acknowledged) in ledger.Events)
        {
            bool found = counted.Remove(Ledger.MarksOf(number), out int times);
            Assert.True(!found || times == 1, $"event {number} is counted {times} times: {seen}");
            Assert.True(found || !acknowledged, $"event {number} was acknowledged and is not counted: {seen}");
        }

        await server.KillAsync();
        int verified = await server.CommandAsync("archive", "verify", "--data", server.Folder);
        Assert.True(verified == 0 && server.Output.Contains(" 0 lost by the log, 0 problems", StringComparison.Ordinal), $"the archive has problems: {server.Output}");
        Assert.True(counted.Count == 0, $"{counted.Count} events are counted that nobody sent, such as {counted.Keys.FirstOrDefault()}: {seen}");
    }

    // The same as a report counts it and as the export lists it.
    private static async Task<Dictionary<(string, string), int>> ExportedAsync(RunningServer server, string key)
    {
        using var client = new HttpClient { BaseAddress = server.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage report = await client.PostAsync("/api/v2/query", new StringContent("""{"site_id":"demo.example","metrics":["events"],"date_range":"all"}"""));
        using JsonDocument answer = JsonDocument.Parse(await report.Content.ReadAsStringAsync());
        long events = answer.RootElement.GetProperty("results")[0].GetProperty("metrics")[0].GetInt64();
        string[] lines = (await client.GetStringAsync("/api/v1/sites/demo.example/export.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] columns = lines[0].Trim().Split(',');
        int name = Array.IndexOf(columns, "name"), page = Array.IndexOf(columns, "page");
        var counted = new Dictionary<(string, string), int>();
        foreach (string line in lines.Skip(1))
        {
            string[] values = line.Split(',');
            counted[(values[page], values[name])] = counted.GetValueOrDefault((values[page], values[name])) + 1;
        }

        Assert.Equal(events, lines.Length - 1);
        return counted;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : otherwise;
}
