using System.Collections.Concurrent;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Has all slices counted, several at a time.</summary>
internal static class SliceRunner
{
    // A slice's working memory then stays within a processor core's cache.
    private const int SegmentsPerSlice = 8192;

    private const int ParallelSegments = 16 * 1024;

    // Working memory of a few megabytes is kept for the next reports.
    private const int KeptSlices = 8;

    private static readonly ConcurrentBag<SliceVisitors> Kept = [];

    /// <summary>Counts everything.</summary>
    /// <returns>The counters of each thread; their visitors are disjoint.</returns>
    public static IReadOnlyList<VisitorCounter> Run(CompiledPlan plan, ScanRange scan, int parallelism)
    {
        long segments = scan.Views.Sum(view => (long)view.Segments.Count);
        int bits = 0;
        while (bits < Visits.VisitSegments.SliceBits && segments >> bits > SegmentsPerSlice) bits++;
        int workers = segments < ParallelSegments ? 1 : Math.Clamp(parallelism, 1, 1 << bits);
        var counters = new VisitorCounter[workers];
        int next = -1;
        if (workers == 1) counters[0] = Work(plan, scan, bits, ref next);
        else Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, worker => counters[worker] = Work(plan, scan, bits, ref next));
        return counters;
    }

    private static VisitorCounter Work(CompiledPlan plan, ScanRange scan, int bits, ref int next)
    {
        SliceVisitors memory = Kept.TryTake(out SliceVisitors? kept) ? kept : new SliceVisitors();
        var scanner = new SliceScanner(plan, scan, memory);
        for (int slice = Interlocked.Increment(ref next); slice < 1 << bits; slice = Interlocked.Increment(ref next)) scanner.Scan(slice, bits);
        if (Kept.Count < KeptSlices) Kept.Add(memory);
        return scanner.Counter;
    }
}
