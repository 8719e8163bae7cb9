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
    // Code is compiled anew, optimised, after 30 calls.
    private const int Rounds = 32;

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

    // What a dashboard asks.
    private static readonly ReadOnlyMemory<byte>[] Together =
    [
        .. new[] { "", """["is","visit:country",["DE"]]""", """["is","event:page",["/a"]]""" }.SelectMany(Dashboard),
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
        for (int round = 0; round < Rounds; round++)
        {
            foreach (byte[] query in Queries)
            {
                if (ct.IsCancellationRequested) return answered;
                ReportAnswer answer = await service.AnswerAsync(Nowhere, query, CancellationToken.None);
                if (answer.Status == 200) answered++;
            }

            if ((await service.FunnelAsync(Nowhere, Funnel, ReportFormat.Json, CancellationToken.None)).Status == 200) answered++;

            foreach (ReportAnswer answer in await service.AnswerManyAsync(Nowhere, Together, CancellationToken.None))
            {
                if (answer.Status == 200) answered++;
            }
        }

        return answered;
    }

    private static byte[] Query(string metrics, string rest) =>
        Encoding.UTF8.GetBytes($$"""{"metrics":{{metrics}},"date_range":["2020-01-01","2020-01-01"]{{rest}}}""");

    private static IEnumerable<ReadOnlyMemory<byte>> Dashboard(string filter)
    {
        string filters = $""","filters":[{filter}]""";
        yield return Query("""["visitors","visits","pageviews","bounce_rate","visit_duration"]""", filters);
        yield return Query("""["visitors"]""", $""","dimensions":["time:day"]{filters}""");
        yield return Query("""["visitors"]""", $""","dimensions":["visit:source"]{filters}""");
        yield return Query("""["visitors","pageviews"]""", $""","dimensions":["event:page"]{filters}""");
        yield return Query("""["visitors","events"]""", $""","dimensions":["event:name"]{filters}""");
    }
}
