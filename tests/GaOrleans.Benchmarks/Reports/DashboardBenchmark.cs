using System.Diagnostics;
using System.Globalization;
using System.Text;
using GaOrleans.Core.Reports;
using GaOrleans.Embedded;
using GaOrleans.Embedded.Configuration;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Reports;
using GaOrleans.Engine.Reports.Batches;
using GaOrleans.Engine.Reports.WarmUp;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>
/// What a dashboard asks at once, over the loaded site: unfiltered and after a click on a country, a page and a source. In this process, as the portal asks;
/// no answer is remembered, so that every round counts anew.
/// </summary>
internal static class DashboardBenchmark
{
    private const int Repetitions = 5;

    private const string Month = """["2026-10-01","2026-10-30"]""";

    private static readonly (string Name, string Filters)[] Clicks =
    [
        ("unfiltered", ""),
        ("country DE", """["is","visit:country",["DE"]]"""),
        ("a page", """["is","event:page",["/pricing"]]"""),
        ("source Google", """["is","visit:source",["Google"]]"""),
    ];

    /// <summary>Runs it on a data folder that <see cref="ServiceReports"/> has loaded and that no process has open.</summary>
    public static async Task RunAsync(string data)
    {
        await using EmbeddedEngine engine = EmbeddedEngine.Open(new EmbeddedOptions { DataFolder = data }, new DiskFileSystem(), TimeProvider.System, NullLogger.Instance, openArchive: null);
        engine.Start();
        using var configuration = new SqliteConfigurationStore(Path.Combine(data, "configuration.db"), TimeProvider.System);
        Site site = configuration.FindSite(YardstickReports.Domain) ?? throw new InvalidOperationException($"cannot measure dashboards: {data} has no site {YardstickReports.Domain}; load it first");
        if (configuration.GoalsOf(site.Id).Count == 0)
            await configuration.PutGoalAsync(site.Id, new Goal(0, "Purchase", "purchase", null, null, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None);
        await ReportWarmUp.RunAsync(configuration, TimeProvider.System, new ReportLimits(), CancellationToken.None);
        using ReportService service = Service(engine, configuration, new ReportLimits()), single = Service(engine, configuration, new ReportLimits { VisitTableBytes = 0 });
        foreach ((string name, string filters) in Clicks) await MeasureAsync(service, single, site, name, Queries(filters));
        Print($"managed memory after a collection {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB");
    }

    private static ReportService Service(EmbeddedEngine engine, IConfigurationStore configuration, ReportLimits limits)
    {
        (limits.CacheBytes, limits.CachedAnswerBytes) = (0, 0);
        return new ReportService(engine.Reader, configuration, TimeProvider.System, limits, new CoreCalculator(limits));
    }

    // One by one: as single reports without what the dashboard has left.
    private static async Task MeasureAsync(ReportService service, ReportService single, Site site, string name, ReadOnlyMemory<byte>[] queries)
    {
        (double coldFirst, double coldAll) = await AskAsync(service, site, queries);
        var first = new List<double>();
        var all = new List<double>();
        var alone = new List<double>();
        var processor = new List<double>();
        var processorAlone = new List<double>();
        for (int i = 0; i < Repetitions; i++)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            (double one, double every) = await AskAsync(service, site, queries);
            processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            first.Add(one);
            all.Add(every);
            long begun = Stopwatch.GetTimestamp();
            used = Environment.CpuUsage.TotalTime;
            foreach (ReadOnlyMemory<byte> query in queries) await single.AnswerAsync(site, query, CancellationToken.None);
            alone.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            processorAlone.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        Print($"dashboard {name,-14} first answer {Median(first),7:F1} ms, all {queries.Length} {Median(all),7:F1} ms, processor {Median(processor),7:F1} ms (the very first time {coldFirst:F0} and {coldAll:F0} ms); the same queries one by one {Median(alone),7:F1} ms, processor {Median(processorAlone),7:F1} ms");
    }

    private static async Task<(double First, double All)> AskAsync(ReportService service, Site site, ReadOnlyMemory<byte>[] queries)
    {
        long begun = Stopwatch.GetTimestamp();
        double first = 0;
        await foreach (NumberedAnswer answer in service.AnswerEachAsync(site, queries, CancellationToken.None))
        {
            if (answer.Answer.Status != 200) throw new InvalidOperationException($"cannot ask the dashboard: {Encoding.UTF8.GetString(answer.Answer.Body.Span)}");
            if (first == 0) first = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }

        return (first, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    private static ReadOnlyMemory<byte>[] Queries(string filters)
    {
        const string compare = ""","include":{"comparisons":{"mode":"previous_period"}}""", top = ""","pagination":{"limit":10}""";
        return
        [
            // Page views a visit cannot be asked for under a page.
            Query(filters.Contains("event:page", StringComparison.Ordinal) ? """["visitors","visits","pageviews","bounce_rate","visit_duration"]""" : """["visitors","visits","pageviews","views_per_visit","bounce_rate","visit_duration"]""", "", filters, compare),
            Query("""["visitors"]""", "time:day", filters, compare),
            Query("""["visitors","percentage"]""", "visit:source", filters, top),
            Query("""["visitors","pageviews"]""", "event:page", filters, top),
            Query("""["visitors","percentage"]""", "visit:country_name", filters, top),
            Query("""["visitors","percentage"]""", "visit:country", filters, ""),
            Query("""["visitors","percentage"]""", "visit:device", filters, top),
            Query("""["visitors","events"]""", "event:goal", filters, top),
            Query("""["visitors","events"]""", "event:name", filters, top),
        ];
    }

    private static ReadOnlyMemory<byte> Query(string metrics, string dimension, string filters, string rest) =>
        Encoding.UTF8.GetBytes($$"""{"metrics":{{metrics}},"date_range":{{Month}},"dimensions":[{{(dimension.Length > 0 ? $"\"{dimension}\"" : "")}}],"filters":[{{filters}}]{{rest}}}""");

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
