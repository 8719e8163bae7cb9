using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using GaOrleans.Benchmarks.Http;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>
/// The reports over ten million hits that came in through the service's own interface, next to DuckDB over the same hits in the same run:
/// the same numbers, and how much faster. The service's cache of answers is off; its cache of buckets is what a warm DuckDB has too.
/// </summary>
internal static class ServiceReports
{
    private const int Repetitions = 5;

    private static readonly Dictionary<string, string> NoAnswerCache = new() { ["Reports__CachedAnswerBytes"] = "0" };

    /// <summary>Runs the comparison.</summary>
    /// <param name="hits">The NDJSON file of the hits, plain or gzipped.</param>
    /// <param name="duckFolder">The folder whose node_modules holds @duckdb/node-api; null to leave DuckDB out.</param>
    /// <param name="duckDatabase">Where DuckDB keeps its table; made when missing.</param>
    /// <param name="data">A data folder that stays: loaded when it is new, used as it is when an earlier run has loaded it. Null for one of this run only.</param>
    public static async Task RunAsync(string hits, string? duckFolder, string duckDatabase, string? data)
    {
        string? keyFile = data is null ? null : Path.Combine(data, "benchmark.key");
        await using ServiceProcess service = await ServiceProcess.StartAsync(NoAnswerCache, data);
        if (keyFile is not null && File.Exists(keyFile))
        {
            service.UseKey(await File.ReadAllTextAsync(keyFile));
        }
        else
        {
            string key = await service.CreateSiteAsync(YardstickReports.Domain);
            (long count, TimeSpan time) = await YardstickLoader.LoadAsync(service.Client, hits, YardstickReports.Domain);
            Print($"loaded {count:N0} hits through /v1/events in {time.TotalSeconds:F1} s: {count / time.TotalSeconds:N0} hits/s (translation of the file included)");
            if (keyFile is not null) await File.WriteAllTextAsync(keyFile, key);
        }

        await PrintSizeAsync(service);

        Dictionary<string, double> first = [];
        foreach (YardstickReport report in YardstickReports.All)
        {
            await service.RestartAsync(graceful: true);
            long begun = Stopwatch.GetTimestamp();
            await service.AskAsync(report.Query, report.Kind);
            first[report.Name] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        Dictionary<string, DuckAnswer> duck = duckFolder is null ? [] : await DuckAsync(hits, duckFolder, duckDatabase);
        foreach (YardstickReport report in YardstickReports.All) await CompareAsync(service, report, first[report.Name], duck.GetValueOrDefault(report.Name));
        Print($"memory of the service {service.MemoryBytes / 1e6:N0} MB");
        await RepeatedAsync(service);
    }

    private static async Task CompareAsync(ServiceProcess service, YardstickReport report, double first, DuckAnswer? duck)
    {
        await service.AskAsync(report.Query, report.Kind);
        var times = new List<double>();
        string body = "";
        // On a machine that does other things, processor time still tells something; it is counted in hundredths of a second, so the mean is taken.
        TimeSpan used = CpuTime.Of(service.ProcessId);
        for (int i = 0; i < Repetitions; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            body = await service.AskAsync(report.Query, report.Kind);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        double warm = Median(times), processor = (CpuTime.Of(service.ProcessId) - used).TotalMilliseconds / Repetitions;
        if (duck is null)
        {
            Print($"{report.Name,-20} warm {warm,8:F1} ms, processor {processor,7:F1}   first after a restart {first,8:F1} ms");
            return;
        }

        string? difference = Difference(Rows(body), [.. duck.Rows.Select(Row)]);
        Print($"{report.Name,-20} warm {warm,8:F1} ms, processor {processor,7:F1}   DuckDB {Median(duck.Ms),8:F1} ms, processor {duck.CpuMs.Average(),7:F1}   {Median(duck.Ms) / warm,6:F1} times faster, {duck.CpuMs.Average() / processor,6:F1} by processor time   first after a restart {first,8:F1} ms   numbers {difference ?? "equal"}");
    }

    private static async Task PrintSizeAsync(ServiceProcess service)
    {
        // Hours that are over are sealed once no hit has come for a while.
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (int tries = 0; tries < 120; tries++)
        {
            StoredSize size = StoredSize.Of(service.Folder);
            if (size.OpenRows == 0 && size.SealedRows > 0)
            {
                Print($"sealed: {(double)size.SealedBytes / size.SealedRows:F2} bytes a hit in {size.Buckets:N0} buckets");
                return;
            }

            await timer.WaitForNextTickAsync();
        }

        StoredSize last = StoredSize.Of(service.Folder);
        Print($"not sealed within two minutes: {last.OpenRows:N0} rows are in open buckets, {last.SealedRows:N0} in sealed ones");
    }

    private static async Task RepeatedAsync(ServiceProcess service)
    {
        const int requests = 30_000, connections = 16;
        service.Settings.Clear();
        await service.RestartAsync(graceful: true);
        foreach (YardstickReport report in YardstickReports.All) await service.AskAsync(report.Query, report.Kind);
        long begun = Stopwatch.GetTimestamp();
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i <= requests) {
                YardstickReport report = YardstickReports.All[i % YardstickReports.All.Count];
                await service.AskAsync(report.Query, report.Kind);
            }
        }));
        Print($"repeated dashboard queries: {requests / Stopwatch.GetElapsedTime(begun).TotalSeconds:N0}/s");
    }

    private static async Task<Dictionary<string, DuckAnswer>> DuckAsync(string hits, string folder, string database)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Reports", "duckdb.mjs"), "--data", hits, "--db", database, "--reps", "5"]) start.ArgumentList.Add(argument);
        start.Environment["DUCK"] = folder;
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"cannot run DuckDB: node ended with code {process.ExitCode}");
        return JsonSerializer.Deserialize<Dictionary<string, DuckAnswer>>(output, JsonSerializerOptions.Web)!;
    }

    private static string[] Rows(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement results = document.RootElement.GetProperty("results");
        // DuckDB answers the steps of a funnel in one row.
        if (results[0].TryGetProperty("step", out _)) return [Row([.. results.EnumerateArray().Select(step => step.GetProperty("visitors"))])];
        return [.. results.EnumerateArray().Select(row =>
            Row([.. row.GetProperty("dimensions").EnumerateArray(), .. row.GetProperty("metrics").EnumerateArray()]))];
    }

    private static string Row(IReadOnlyList<JsonElement> cells) => string.Join(' ', cells.Select(cell => cell.ToString()));

    private static string? Difference(string[] ours, string[] theirs)
    {
        string[] missing = [.. theirs.Except(ours, StringComparer.Ordinal)], extra = [.. ours.Except(theirs, StringComparer.Ordinal)];
        if (missing.Length == 0 && extra.Length == 0 && ours.Length == theirs.Length) return null;
        return $"DIFFER: {ours.Length} rows to {theirs.Length}; only here: {string.Join(" | ", extra.Take(3))}; only there: {string.Join(" | ", missing.Take(3))}";
    }

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record DuckAnswer(IReadOnlyList<double> Ms, IReadOnlyList<double> CpuMs, IReadOnlyList<IReadOnlyList<JsonElement>> Rows);
}
