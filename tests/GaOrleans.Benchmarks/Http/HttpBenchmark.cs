using System.Globalization;
using System.Text;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Http;

/// <summary>Hits a second through the real interface, next to nginx in the same run.</summary>
internal static class HttpBenchmark
{
    private const string Domain = "bench.example";
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
    private const string SingleBody = """{"n":"pageview","u":"https://bench.example/product/item-17?utm_source=newsletter&utm_medium=email","d":"bench.example","r":"https://www.google.com/"}""";
    private const int BatchSize = 50;
    private const int Rounds = 3;

    public static async Task RunAsync(int seconds)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync();
        string key = await service.CreateSiteAsync(Domain);
        await using Nginx nginx = await Nginx.StartAsync(service.Port + 1);
        var single = new List<WrkResult>();
        var yardstick = new List<WrkResult>();
        var batches = new List<WrkResult>();
        Dictionary<string, string> plain = new() { ["Content-Type"] = "text/plain", ["User-Agent"] = UserAgent };
        Dictionary<string, string> keyed = new() { ["Content-Type"] = "application/json", ["User-Agent"] = UserAgent, ["Authorization"] = $"Bearer {key}" };
        await Wrk.PostAsync(Address(service.Port, "api/event"), SingleBody, plain, 128, 3);
        for (int round = 0; round < Rounds; round++)
        {
            yardstick.Add(await Wrk.PostAsync(Address(service.Port + 1, "api/event"), SingleBody, plain, 128, seconds));
            single.Add(await Wrk.PostAsync(Address(service.Port, "api/event"), SingleBody, plain, 128, seconds));
            batches.Add(await Wrk.PostAsync(Address(service.Port, "v1/events"), BatchBody(), keyed, 32, seconds));
        }

        WrkResult one = Median(single), nothing = Median(yardstick), batch = Median(batches);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            single posts, 128 connections   {one.RequestsPerSecond,10:N0} hits/s   p50 {one.P50Milliseconds:F2} ms   p99 {one.P99Milliseconds:F2} ms   refused {single.Sum(r => r.Refused)}
            nginx, 204 with an access log   {nothing.RequestsPerSecond,10:N0} /s       p99 {nothing.P99Milliseconds:F2} ms
            ratio to nginx                  {one.RequestsPerSecond / nothing.RequestsPerSecond,10:F2}
            batches of {BatchSize}                   {batch.RequestsPerSecond * BatchSize,10:N0} hits/s   p50 {batch.P50Milliseconds:F2} ms   p99 {batch.P99Milliseconds:F2} ms   refused {batches.Sum(r => r.Refused)}
            memory of the service           {service.MemoryBytes / 1e6,10:N0} MB
            """));
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
}
