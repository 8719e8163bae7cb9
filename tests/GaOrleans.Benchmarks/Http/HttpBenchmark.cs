using System.Globalization;
using System.Text;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Http;

/// <summary>Hits a second through the real interface, next to nginx and to a bare endpoint in the same run.</summary>
internal static class HttpBenchmark
{
    private const string Domain = "bench.example";
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
    private const string SingleBody = """{"n":"pageview","u":"https://bench.example/product/item-17?utm_source=newsletter&utm_medium=email","d":"bench.example","r":"https://www.google.com/"}""";
    private const int BatchSize = 50;
    private const int Rounds = 3;

    // The just-in-time compiler is done with what runs often after some hundred thousand requests.
    private const int WarmUpSeconds = 20;

    public static async Task RunAsync(int seconds)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync();
        string key = await service.CreateSiteAsync(Domain);
        int port = service.Port;
        await using Nginx nginx = await Nginx.StartAsync(port + 1);
        await using BareProcess bare = await BareProcess.StartAsync(port + 2, Path.Combine(service.Folder, "bare.log"));
        Dictionary<string, string> plain = new() { ["Content-Type"] = "text/plain", ["User-Agent"] = UserAgent };
        Dictionary<string, string> keyed = new() { ["Content-Type"] = "application/json", ["User-Agent"] = UserAgent, ["Authorization"] = $"Bearer {key}" };
        Load single = new(Address(port, "api/event"), SingleBody, plain, 128, service.ProcessId), batches = new(Address(port, "v1/events"), BatchBody(), keyed, 32, service.ProcessId);
        Load nothing = new(Address(port + 1, "api/event"), SingleBody, plain, 128, nginx.ProcessId), least = new(Address(port + 2, "api/event"), SingleBody, plain, 128, bare.ProcessId);
        foreach (Load load in (Load[])[single, batches, least]) await load.RunAsync(WarmUpSeconds);
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Load load in (Load[])[nothing, least, single, batches]) load.Results.Add(await load.RunAsync(seconds));
        }

        Report("nginx, 204, access log", nothing, nothing, hits: 1);
        Report("bare durable endpoint", least, nothing, hits: 1);
        Report("single posts", single, nothing, hits: 1);
        Report($"batches of {BatchSize}", batches, nothing, BatchSize);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the service {service.MemoryBytes / 1e6:N0} MB"));
    }

    private static void Report(string name, Load load, Load yardstick, int hits)
    {
        WrkResult median = Median(load.Results);
        double ratio = median.RequestsPerSecond / Median(yardstick.Results).RequestsPerSecond;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-24}{median.RequestsPerSecond * hits,10:N0} hits/s   {ratio,5:F2} of nginx's requests   {median.CpuPerRequest.TotalMicroseconds / hits,6:F1} us of processor a hit   p50 {median.P50Milliseconds:F2} ms   p99 {median.P99Milliseconds:F2} ms   refused {load.Results.Sum(r => r.Refused)}"));
    }

    private static string Address(int port, string path) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path}");

    private static string BatchBody()
    {
        var body = new StringBuilder($$"""{"site":"{{Domain}}","events":[""");
        for (int i = 0; i < BatchSize; i++)
        {
            if (i > 0) body.Append(',');
            body.Append(CultureInfo.InvariantCulture, $$"""{"name":"pageview","url":"https://{{Domain}}/product/item-{{i * 37 % 200}}","referrer":"https://www.google.com/","visitor_id":"v{{i}}","user_agent":"{{UserAgent}}","country":"DE"}""");
        }

        return body.Append("]}").ToString();
    }

    private static WrkResult Median(List<WrkResult> results) => results.OrderBy(result => result.RequestsPerSecond).ElementAt(results.Count / 2);

    private sealed class Load(string url, string body, IReadOnlyDictionary<string, string> headers, int connections, int server)
    {
        public List<WrkResult> Results { get; } = [];

        public Task<WrkResult> RunAsync(int seconds) => Wrk.PostAsync(url, body, headers, connections, seconds, server);
    }
}
