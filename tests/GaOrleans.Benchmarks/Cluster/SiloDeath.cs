using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Cluster;

/// <summary>How long it takes from the death of a silo until hits to every one of many sites are taken and counted again, while others keep posting.</summary>
internal static class SiloDeath
{
    private const int Sites = 32, Deaths = 5;

    public static async Task RunAsync(int silos)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(silos: silos);
        await service.CreateSiteAsync("death-0.example");
        for (int site = 1; site < Sites; site++)
        {
            using HttpResponseMessage created = await service.Client.PostAsJsonAsync("api/v1/sites", new { domain = $"death-{site}.example", timezone = "Etc/UTC", currency = "EUR" });
            created.EnsureSuccessStatusCode();
        }

        await AllCountedAsync(service, "warm");
        var seconds = new List<double>();
        for (int death = 0; death < Deaths; death++)
        {
            using (Process victim = Process.GetProcessById(service.SiloIds[death % silos])) victim.Kill();
            long begun = Stopwatch.GetTimestamp();
            await AllCountedAsync(service, string.Create(CultureInfo.InvariantCulture, $"death-{death}"));
            seconds.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            await AllSilosAsync(service, silos);
        }

        Console.WriteLine($"{silos} processes: from kill -9 of one until hits of {Sites} sites are taken and counted: {string.Join(", ", seconds.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)))} s");
    }

    private static async Task AllSilosAsync(ServiceProcess service, int silos)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        // Back again and settled, so that the next death finds a whole cluster.
        for (int quiet = 0; quiet < 10; quiet = service.SiloIds.Count == silos ? quiet + 1 : 0) await timer.WaitForNextTickAsync();
    }

    private static Task AllCountedAsync(ServiceProcess service, string mark) => Task.WhenAll(Enumerable.Range(0, Sites).Select(site => CountedAsync(service, $"death-{site}.example", mark)));

    private static async Task CountedAsync(ServiceProcess service, string domain, string mark)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string hit = $$"""{"site":"{{domain}}","events":[{"id":"{{mark}}","name":"{{mark}}","url":"https://{{domain}}/"}]}""";
        string query = $$"""{"site_id":"{{domain}}","metrics":["events"],"date_range":"day","filters":[["is","event:name",["{{mark}}"]]]}""";
        while (!await TryPostAsync(service, hit)) await timer.WaitForNextTickAsync();
        while (!await TryCountAsync(service, query)) await timer.WaitForNextTickAsync();
    }

    private static async Task<bool> TryPostAsync(ServiceProcess service, string body)
    {
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await service.Client.PostAsync("v1/events", content);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> TryCountAsync(ServiceProcess service, string query)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(await service.AskAsync(query));
            return answer.RootElement.GetProperty("results")[0].GetProperty("metrics")[0].GetInt64() == 1;
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            return false;
        }
    }
}
