using System.Collections.Concurrent;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Has all slices counted, several at a time.</summary>
internal static class SliceRunner
{
    /// <summary>Segments of a slice whose visits are derived: its working memory then stays within a processor core's cache.</summary>
    private const int SegmentsPerSlice = 8192;

    private const int ParallelSegments = 16 * 1024;

    // Working memory of a few megabytes is kept for the next reports.
    private const int KeptSlices = 8;

    private static readonly ConcurrentBag<SliceVisitors> Kept = [];

    /// <summary>Counts everything.</summary>
    /// <param name="scan">What to read.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <param name="make">Makes the scanner of a thread, given the slices and memory to work in.</param>
    /// <returns>The scanners; the visitors that they counted are disjoint.</returns>
    public static IReadOnlyList<TScanner> Run<TScanner>(ScanRange scan, int parallelism, Func<SliceTable, SliceVisitors, TScanner> make)
        where TScanner : ISliceScanner
    {
        long segments = scan.Views.Sum(view => (long)view.Segments.Count);
        int bits = 0;
        while (bits < VisitSegments.SliceBits && segments >> bits > SegmentsPerSlice) bits++;
        return Run(scan, segments, bits, parallelism, make);
    }

    /// <summary>Counts everything by numbers of visitors.</summary>
    /// <param name="scan">What to read.</param>
    /// <param name="symbols">The symbols of its views.</param>
    /// <param name="parallelism">Most threads used.</param>
    /// <param name="make">Makes the scanner of a thread, given the slices, the numbers of their visitors, and memory to work in.</param>
    /// <returns>The scanners; the visitors that they counted are disjoint.</returns>
    public static IReadOnlyList<TScanner> Run<TScanner>(ScanRange scan, SiteSymbols symbols, int parallelism, Func<SliceTable, SliceNumbers, SliceVisitors, TScanner> make)
        where TScanner : ISliceScanner
    {
        if (KeptNumbers.Of(scan, symbols, parallelism) is not { } kept)
            return Run(scan, parallelism, (table, memory) => make(table, new SliceNumbers(scan.Views, table, kept: null), memory));
        long segments = scan.Views.Sum(view => (long)view.Segments.Count);
        return Run(scan, segments, VisitorNumbers.PartBits, parallelism, (table, memory) => make(table, new SliceNumbers(scan.Views, table, kept), memory));
    }

    private static TScanner[] Run<TScanner>(ScanRange scan, long segments, int bits, int parallelism, Func<SliceTable, SliceVisitors, TScanner> make)
        where TScanner : ISliceScanner
    {
        int workers = segments < ParallelSegments ? 1 : Math.Clamp(parallelism, 1, 1 << bits);
        var table = new SliceTable(scan.Views, bits);
        var scanners = new TScanner[workers];
        int next = -1;
        if (workers == 1) scanners[0] = Work(table, make, ref next, scan.Stop);
        else Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = scan.Stop }, worker => scanners[worker] = Work(table, make, ref next, scan.Stop));
        return scanners;
    }

    private static TScanner Work<TScanner>(SliceTable table, Func<SliceTable, SliceVisitors, TScanner> make, ref int next, CancellationToken stop)
        where TScanner : ISliceScanner
    {
        SliceVisitors memory = Kept.TryTake(out SliceVisitors? kept) ? kept : new SliceVisitors();
        TScanner scanner = make(table, memory);
        for (int slice = Interlocked.Increment(ref next); slice < table.Count; slice = Interlocked.Increment(ref next))
        {
            stop.ThrowIfCancellationRequested();
            scanner.Scan(slice);
        }

        if (Kept.Count < KeptSlices) Kept.Add(memory);
        return scanner;
    }
}
