using System.Text;
using GaOrleans.Core.Reports.Execution.Tables;
using GaOrleans.Engine.Configuration;

namespace GaOrleans.Engine.Reports.WarmUp;

/// <summary>
/// Has the reports asked for most computed over made-up hits when the process starts, so that their code is compiled before the first real one.
/// Keeps nothing: no data of any site is read and no answer is remembered.
/// </summary>
public static class ReportWarmUp
{
    // Code is compiled anew, optimised, after 30 calls; but calls are counted only once nothing new has been compiled for a tenth of a second.
    private const int Passes = 8, RoundsPerPass = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    // Made-up hits are few, and yet are to be laid out as many are.
    private const long TableBytes = 16 * 1024 * 1024;

    private static readonly Site Nowhere = new(-1, -1, "warm-up.invalid", "Etc/UTC", "EUR", 0);

    private static readonly byte[][] Queries =
    [
        Query("""["visitors","pageviews"]""", ""),
        Query("""["visitors"]""", ""","dimensions":["time:hour"]"""),
        Query("""["visitors"]""", ""","dimensions":["time:day"]"""),
        Query("""["pageviews","visitors"]""", ""","dimensions":["event:page"],"filters":[["is","event:name",["pageview"]]],"pagination":{"limit":10}"""),
        Query("""["visits","bounce_rate","visit_duration"]""", ""),
        Query("""["pageviews","visitors"]""", ""","dimensions":["visit:source"],"filters":[["is","visit:country",["DE"]],["is","event:page",["/product/**"]],["is","event:name",["pageview"]]]"""),
        Query("""["visitors"]""", ""","dimensions":["visit:source"]"""),
    ];

    private static readonly byte[] Funnel = Encoding.UTF8.GetBytes("""{"date_range":["2020-01-01","2020-01-01"],"steps":[{"page":"/product/**"},{"event":"purchase"}]}""");

    private static readonly string[] Lists = ["visit:source", "visit:channel", "event:page", "visit:entry_page", "visit:exit_page", "visit:country", "visit:device"];

    // What a dashboard asks when it is opened, and when values of its lists are clicked.
    private static readonly ReadOnlyMemory<byte>[][] Together =
    [
        .. new[] { "", """["is","visit:country",["DE"]]""", """["is","event:page",["/a"]]""", """["is","visit:source",["Google"]]""", """["is","visit:entry_page",["/a"]]""", """["is","event:name",["purchase"]]""" }
            .Select(filter => Dashboard(filter).ToArray()),
    ];

    /// <summary>Computes the reports.</summary>
    /// <param name="configuration">Where goals and segments are looked up; the made-up site has none.</param>
    /// <param name="time">The clock.</param>
    /// <param name="limits">How many threads a report uses.</param>
    /// <param name="ct">Ends it early.</param>
    /// <returns>How many were answered.</returns>
    public static async Task<int> RunAsync(IConfigurationStore configuration, TimeProvider time, ReportLimits limits, CancellationToken ct)
    {
        using var service = new ReportService(new SyntheticReader(), configuration, time, new ReportLimits { CacheBytes = 0, CachedAnswerBytes = 0, Parallelism = limits.Parallelism }, new CoreCalculator(new VisitTables(TableBytes, fewestRows: 0)));
        int answered = 0;
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int round = 0; round < RoundsPerPass; round++)
            {
                if (ct.IsCancellationRequested) return answered;
                answered += await RoundAsync(service, ct);
            }

            await Task.Delay(Pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return answered;
    }

    private static async Task<int> RoundAsync(ReportService service, CancellationToken ct)
    {
        int answered = 0;
        void Count(ReportAnswer answer) => answered += answer.Status == 200 ? 1 : 0;
        foreach (byte[] query in Queries) Count(await service.AnswerAsync(Nowhere, query, CancellationToken.None));
        Count(await service.FunnelAsync(Nowhere, Funnel, ReportFormat.Json, CancellationToken.None));
        foreach (ReadOnlyMemory<byte>[] dashboard in Together)
        {
            if (ct.IsCancellationRequested) return answered;
            foreach (ReportAnswer answer in await service.AnswerManyAsync(Nowhere, dashboard, CancellationToken.None)) Count(answer);
        }

        return answered;
    }

    private static byte[] Query(string metrics, string rest) =>
        Encoding.UTF8.GetBytes($$"""{"metrics":{{metrics}},"date_range":["2020-01-01","2020-01-01"]{{rest}}}""");

    private static IEnumerable<ReadOnlyMemory<byte>> Dashboard(string filter)
    {
        bool hasPage = filter.Contains("event:page", StringComparison.Ordinal);
        string filters = $""","filters":[{filter}]""", total = ""","include":{"total_rows":true}""", compared = ""","include":{"comparisons":{"mode":"previous_period"}}""";
        string figures = hasPage ? """["visitors","visits","pageviews","bounce_rate","visit_duration","time_on_page","scroll_depth"]""" : """["visitors","visits","pageviews","views_per_visit","bounce_rate","visit_duration"]""";
        string overTime = figures.Replace("\"views_per_visit\",", "", StringComparison.Ordinal);
        yield return Query(figures, filters + compared);
        yield return Query(overTime, $""","dimensions":["time:day"]{filters}{compared}""");
        foreach (string dimension in Lists) yield return Query("""["visitors","percentage"]""", $""","dimensions":["{dimension}"]{filters}{total}""");
        yield return Query("""["visitors","events","conversion_rate"]""", $""","dimensions":["event:goal"]{filters}{total}""");
        yield return Query("""["visitors","events","percentage"]""", $""","dimensions":["event:name"]{filters}{total}""");
    }
}
