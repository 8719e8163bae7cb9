using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Http;

/// <summary>
/// Time from sending a hit to the first report that counts it, while the service takes a steady load: marked hits are posted one after the other
/// and their own site is asked until they are counted.
/// </summary>
internal static class FreshnessBenchmark
{
    private const int LoadHitsPerSecond = 20_000, BatchSize = 50, Marks = 400;
    private const string Busy = "busy.example";

    public static async Task RunAsync()
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync();
        await RunAsync(service);
    }

    /// <summary>Measures a running service.</summary>
    public static async Task RunAsync(ServiceProcess service, int loadHitsPerSecond = LoadHitsPerSecond)
    {
        await service.CreateSiteAsync(Busy);
        using var stop = new CancellationTokenSource();
        Task<long> load = LoadAsync(service, loadHitsPerSecond, stop.Token);
        var delays = new List<double>();
        for (int mark = 0; mark < Marks; mark++) delays.Add(await MarkAsync(service, mark));
        await stop.CancelAsync();
        long sent = await load;
        delays.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"hit to report under {loadHitsPerSecond:N0} hits/s ({sent:N0} sent): p50 {delays[Marks / 2]:F1} ms, p99 {delays[Marks * 99 / 100]:F1} ms, max {delays[^1]:F1} ms"));
    }

    private static async Task<double> MarkAsync(ServiceProcess service, int mark)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"mark-{mark}");
        string query = $$"""{"site_id":"{{Busy}}","metrics":["events"],"date_range":"day","filters":[["is","event:name",["{{name}}"]]]}""";
        long begun = Stopwatch.GetTimestamp();
        using var content = new StringContent($$"""{"site":"{{Busy}}","events":[{"name":"{{name}}","url":"https://{{Busy}}/"}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage posted = await service.Client.PostAsync("v1/events", content);
        posted.EnsureSuccessStatusCode();
        while (true)
        {
            using JsonDocument answer = JsonDocument.Parse(await service.AskAsync(query));
            if (answer.RootElement.GetProperty("results")[0].GetProperty("metrics")[0].GetInt64() == 1) return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
    }

    private static async Task<long> LoadAsync(ServiceProcess service, int hitsPerSecond, CancellationToken ct)
    {
        long sent = 0, begun = Stopwatch.GetTimestamp();
        var random = new Random(1);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var pending = new List<Task>();
        while (!ct.IsCancellationRequested)
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            long due = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * hitsPerSecond);
            for (; sent < due; sent += BatchSize) pending.Add(PostAsync(service, Body(random)));
            pending.RemoveAll(post => post.IsCompletedSuccessfully);
        }

        await Task.WhenAll(pending);
        return sent;
    }

    private static async Task PostAsync(ServiceProcess service, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await service.Client.PostAsync("v1/events", content);
        response.EnsureSuccessStatusCode();
    }

    private static string Body(Random random)
    {
        IEnumerable<string> events = Enumerable.Range(0, BatchSize).Select(_ => string.Create(CultureInfo.InvariantCulture,
            $$"""{"name":"pageview","url":"https://{{Busy}}/p/{{random.Next(2000)}}","visitor_id":"{{random.Next(100_000)}}"}"""));
        return $$"""{"site":"{{Busy}}","events":[{{string.Join(',', events)}}]}""";
    }
}
