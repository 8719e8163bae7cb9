using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Cluster;

/// <summary>What a bucket costs: many buckets of one hit each are brought to life, then the time and the memory that took are divided by their number.</summary>
internal static class ManyBuckets
{
    private const int Sites = 20, HoursEach = 2_000, BatchSize = 500, Together = 8;

    public static async Task RunAsync(string name, int silos)
    {
        await using ServiceProcess service = await ServiceProcess.StartAsync(silos: silos);
        await service.CreateSiteAsync("warm.example");
        for (int site = 0; site < Sites; site++)
        {
            using HttpResponseMessage created = await service.Client.PostAsJsonAsync("api/v1/sites", new { domain = $"many-{site}.example", timezone = "Etc/UTC", currency = "EUR" });
            created.EnsureSuccessStatusCode();
        }

        // The year before: what is measured is then new, but the code is compiled.
        await PostAsync(service, 2, startYear: 2023);
        long before = service.MemoryBytes, begun = Stopwatch.GetTimestamp();
        await PostAsync(service, HoursEach, startYear: 2024);
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        const int Buckets = Sites * HoursEach;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {Buckets:N0} new buckets of one hit in {seconds:F1} s: {Buckets / seconds:N0} activations/s with index and log; memory {(service.MemoryBytes - before) / (double)Buckets:N0} bytes a bucket, garbage included"));
    }

    private static async Task PostAsync(ServiceProcess service, int hours, int startYear)
    {
        DateTimeOffset start = new(startYear, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var batches = new List<string>();
        for (int site = 0; site < Sites; site++)
        {
            for (int hour = 0; hour < hours; hour += BatchSize) batches.Add(Body(site, start, hour, Math.Min(hours, hour + BatchSize)));
        }

        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (body, ct) =>
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await service.Client.PostAsync("v1/events", content, ct);
            response.EnsureSuccessStatusCode();
        });
    }

    private static string Body(int site, DateTimeOffset start, int from, int to) =>
        $$"""{"site":"many-{{site}}.example","events":[{{string.Join(',', Enumerable.Range(from, to - from).Select(hour => string.Create(CultureInfo.InvariantCulture, $$"""{"name":"pageview","url":"https://many-{{site}}.example/","visitor_id":"v","timestamp":"{{start.AddHours(hour):O}}"}""")))}}]}""";
}
