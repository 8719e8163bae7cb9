using System.Globalization;
using GaOrleans.Benchmarks.Cluster;
using GaOrleans.Benchmarks.Core;
using GaOrleans.Benchmarks.Http;
using GaOrleans.Benchmarks.Portal;
using GaOrleans.Benchmarks.Reports;

string what = args.Length > 0 ? args[0] : "all";
string? hits = Environment.GetEnvironmentVariable("GA_BENCH_HITS");

if (what == "bare")
{
    // The yardstick, in a process of its own: bare PORT FILE.
    await BareEndpoint.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args[2]);
    return 0;
}

if (what is "core" or "all")
{
    CoreBenchmark.Run();
    await RecoveryBenchmark.RunAsync();
}

if (what is "http" or "all") await HttpBenchmark.RunAsync(seconds: 10);
if (what is "freshness" or "all") await FreshnessBenchmark.RunAsync();
if (what is "cluster" or "all") await ClusterBenchmark.RunAsync(seconds: 10);
if (what is "portal" or "all")
{
    // portal [circuits]: how many pages are held; with 0 only the time that people wait is measured.
    int circuits = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
    if (circuits > 0) await CircuitsBenchmark.RunAsync(circuits);
    await PagesBenchmark.RunAsync(Environment.GetEnvironmentVariable("GA_BENCH_DATA"));
}

if (what is "reports" or "all")
{
    if (hits is null)
    {
        Console.WriteLine("reports: left out; set GA_BENCH_HITS to an NDJSON file of hits (docs/benchmarks.md says which) and DUCK to the folder with @duckdb/node-api");
    }
    else
    {
        string? data = Environment.GetEnvironmentVariable("GA_BENCH_DATA");
        string database = Environment.GetEnvironmentVariable("GA_BENCH_DUCKDB") ?? Path.Combine(Path.GetTempPath(), "gaorleans-bench.duckdb");
        await ServiceReports.RunAsync(hits, Environment.GetEnvironmentVariable("DUCK"), database, data);
        if (data is not null) await DashboardBenchmark.RunAsync(data);
    }
}

// On its own, on a folder that reports has loaded.
if (what == "dashboard") await DashboardBenchmark.RunAsync(Environment.GetEnvironmentVariable("GA_BENCH_DATA") ?? throw new ArgumentException("cannot measure dashboards: set GA_BENCH_DATA to a folder that './ga bench reports' has loaded"));
if (what == "clicks") await ClicksBenchmark.RunAsync(Environment.GetEnvironmentVariable("GA_BENCH_DATA") ?? throw new ArgumentException("cannot measure clicks: set GA_BENCH_DATA to a folder that './ga bench reports' has loaded"), args.ElementAtOrDefault(1));

return 0;
