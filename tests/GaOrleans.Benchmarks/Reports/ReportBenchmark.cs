using System.Diagnostics;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Reports.Filters;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>
/// Times the executor on warm views in memory: the six reports that DuckDB is compared on, over <see cref="TrafficSite"/>.
/// Without BenchmarkDotNet, since making the data takes longer than measuring.
/// </summary>
public static class ReportBenchmark
{
    private const int Days = 30;
    private const long DayMs = 86_400_000;

    /// <summary>Makes the site and times every report, warm.</summary>
    /// <param name="hits">Hits in 30 days.</param>
    /// <param name="parallelism">Threads a report may use.</param>
    /// <param name="rounds">Times each report runs.</param>
    /// <param name="output">Where the figures go.</param>
    public static void Run(long hits, int parallelism, int rounds, TextWriter output)
    {
        List<BucketView> views = MakeViews(hits);
        output.WriteLine($"{views.Sum(view => (long)view.RowCount):N0} hits, {views.Sum(view => (long)view.RunVisitors.Length):N0} runs, {views.Count} views");
        foreach ((string name, ReportPlan plan) in Plans()) Time(name, plan, views, parallelism, rounds, output);
    }

    private static List<BucketView> MakeViews(long hits)
    {
        var symbols = new SiteSymbols();
        var views = new List<BucketView>();
        Bucket?[] buckets = TrafficSite.Make(hits, Days, seed: 1);
        for (int i = 0; i < buckets.Length; i++)
        {
            var view = BucketView.Of(buckets[i]!, symbols, BucketLimits.Default);
            foreach (Column column in Enum.GetValues<Column>()) _ = view.Codes(column);
            views.Add(view);
            buckets[i] = null;
        }

        return views;
    }

    private static void Time(string name, ReportPlan plan, List<BucketView> views, int parallelism, int rounds, TextWriter output)
    {
        List<BucketView> inRange = views.FindAll(view => view.Key.Hour * 1000 >= plan.Range.FromMs - 3_600_000 && view.Key.Hour * 1000 < plan.Range.ToMs);
        // Processor time of all threads is what a busy machine leaves comparable.
        var times = new List<double>();
        var processor = new List<double>();
        long allocated = 0;
        ReportTable? table = null;
        for (int round = 0; round <= rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true), start = Stopwatch.GetTimestamp();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            table = ReportExecutor.Execute(plan, inRange, parallelism);
            // The first round makes what views and symbols keep.
            if (round > 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            }

            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        }

        times.Sort();
        GroupTotals first = table!.Groups.Count > 0 ? table.Groups.MaxBy(group => group.Totals.Visitors)!.Totals : default;
        output.WriteLine($"{name,-28} best {times[0],7:F1} ms, median {times[times.Count / 2],7:F1} ms, processor {processor.Min(),7:F1} ms, {allocated / 1024,6} KiB, {table.Groups.Count} groups, largest: {first.Visitors:N0} visitors {first.Visits:N0} visits {first.Pageviews:N0} pageviews");
    }

    private static IEnumerable<(string Name, ReportPlan Plan)> Plans()
    {
        long first = TrafficSite.FirstHour * 1000;
        var month = new TimeRange(first, first + (Days * DayMs));
        var week = new TimeRange(first + (23 * DayMs), month.ToMs);
        yield return ("totals 30 d", new ReportPlan { Range = month, Counters = Counters.Visitors | Counters.Events });
        yield return ("visitors by hour 7 d", ByTime(week, DimensionKind.TimeHour, 3_600_000));
        yield return ("visitors by day 30 d", ByTime(month, DimensionKind.TimeDay, DayMs));
        yield return ("pages 30 d", new ReportPlan { Range = month, Counters = Counters.Visitors | Counters.Events, Dimensions = [new Dimension(DimensionKind.Page)], Filter = Is(DimensionKind.EventName, "pageview") });
        yield return ("visits 30 d", new ReportPlan { Range = month, Counters = Counters.Visits });
        yield return ("DE products by source 30 d", new ReportPlan
        {
            Range = month,
            Counters = Counters.Visitors | Counters.Events,
            Dimensions = [new Dimension(DimensionKind.Source)],
            Filter = new Filter.And([Is(DimensionKind.Country, "DE"), Is(DimensionKind.Page, "/product/**"), Is(DimensionKind.EventName, "pageview")]),
        });
    }

    private static ReportPlan ByTime(TimeRange range, DimensionKind kind, long stepMs)
    {
        int slots = (int)((range.ToMs - range.FromMs) / stepMs);
        long[] starts = [.. Enumerable.Range(0, slots).Select(slot => range.FromMs + (slot * stepMs))];
        var time = new TimeSlots(kind, starts, range.ToMs, [.. Enumerable.Range(0, slots)], [.. starts.Select(start => start.ToString())]);
        return new ReportPlan { Range = range, Counters = Counters.Visitors, Dimensions = [new Dimension(kind)], Slots = time };
    }

    private static Filter.Match Is(DimensionKind kind, string value) => new(MatchOperator.Is, new Dimension(kind), [value]);
}
