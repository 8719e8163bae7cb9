using System.Globalization;
using System.Net.Http.Json;
using GaOrleans.Benchmarks.Http;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Cluster;

/// <summary>The cluster edition on one machine, as one silo and as three, next to the single-node edition in the same run.</summary>
internal static class ClusterBenchmark
{
    private const int Sites = 1_000, Rounds = 3, WarmUpSeconds = 10, FreshnessHitsPerSecond = 5_000;
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    private static readonly int[] Editions = [0, 1, 3];

    public static async Task RunAsync(int seconds)
    {
        if (!ServiceProcess.HasCluster)
        {
            Console.WriteLine("cluster: left out; the cluster edition is not built, since the package source has no Orleans packages");
            return;
        }

        var measured = new Dictionary<int, ClusterFigures>();
        foreach (int silos in Editions) measured[silos] = await MeasureAsync(silos, seconds);
        foreach (int silos in Editions) Report(NameOf(silos), measured[silos], measured[0]);
        foreach (int silos in (int[])[1, 3]) await ManyBuckets.RunAsync(NameOf(silos), silos);
        await SiloDeath.RunAsync(silos: 3);
    }

    private static string NameOf(int silos) => silos switch { 0 => "single-node edition", 1 => "one silo", _ => string.Create(CultureInfo.InvariantCulture, $"{silos} processes") };

    private static async Task<ClusterFigures> MeasureAsync(int silos, int seconds)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(silos: silos);
        string key = await service.CreateSiteAsync("site-0.example");
        for (int site = 1; site < Sites; site++)
        {
            using HttpResponseMessage created = await service.Client.PostAsJsonAsync("api/v1/sites", new { domain = $"site-{site}.example", timezone = "Etc/UTC", currency = "EUR" });
            created.EnsureSuccessStatusCode();
        }

        Dictionary<string, string> plain = new() { ["Content-Type"] = "text/plain", ["User-Agent"] = UserAgent };
        Dictionary<string, string> keyed = new() { ["Content-Type"] = "application/json", ["User-Agent"] = UserAgent, ["Authorization"] = $"Bearer {key}" };
        string port = service.Port.ToString(CultureInfo.InvariantCulture);
        string single = """{"n":"pageview","u":"https://site-SITE.example/product/item-17?utm_source=newsletter&utm_medium=email","d":"site-SITE.example","r":"https://www.google.com/"}""";
        string batch = $$"""{"site":"site-0.example","events":[{{string.Join(',', Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"name":"pageview","url":"https://site-0.example/product/{{i * 37 % 200}}","visitor_id":"v{{i}}","user_agent":"{{UserAgent}}","country":"DE"}""")))}}]}""";
        Task<WrkResult> Spread(int length) => Wrk.PostAsync($"http://127.0.0.1:{port}/api/event", single, plain, 128, length, service.ProcessId, Sites);
        Task<WrkResult> Batches(int length) => Wrk.PostAsync($"http://127.0.0.1:{port}/v1/events", batch, keyed, 32, length, service.ProcessId);
        await Spread(WarmUpSeconds);
        await Batches(WarmUpSeconds);
        List<WrkResult> spread = [], batches = [];
        for (int round = 0; round < Rounds; round++)
        {
            spread.Add(await Spread(seconds));
            batches.Add(await Batches(seconds));
        }

        Console.Write($"{NameOf(silos)}: ");
        await FreshnessBenchmark.RunAsync(service, FreshnessHitsPerSecond);
        return new ClusterFigures(Median(spread), Median(batches), service.MemoryBytes);
    }

    private static void Report(string name, ClusterFigures figures, ClusterFigures yardstick)
    {
        Line(name, string.Create(CultureInfo.InvariantCulture, $"single posts to {Sites:N0} sites"), figures.Spread, yardstick.Spread, hits: 1);
        Line(name, "batches of 50 to one site", figures.Batches, yardstick.Batches, hits: 50);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: memory {figures.MemoryBytes / 1e6:N0} MB"));
    }

    private static void Line(string name, string what, WrkResult result, WrkResult yardstick, int hits) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name,-20} {what,-28}{result.RequestsPerSecond * hits,9:N0} hits/s  {result.RequestsPerSecond / yardstick.RequestsPerSecond,5:F2} of single-node  {result.CpuPerRequest.TotalMicroseconds / hits,6:F1} us of processor a hit  p50 {result.P50Milliseconds:F1} ms  p99 {result.P99Milliseconds:F1} ms  refused {result.Refused}"));

    private static WrkResult Median(List<WrkResult> results) => results.OrderBy(result => result.RequestsPerSecond).ElementAt(results.Count / 2);

    private sealed record ClusterFigures(WrkResult Spread, WrkResult Batches, long MemoryBytes);
}
