using GaOrleans.Core.Buckets;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>The numbers of the visitors of some views, which the views keep for the next reports (<see cref="VisitorNumbers"/>). Immutable.</summary>
internal sealed class KeptNumbers
{
    // Below, numbering is not worth keeping, nor is handing it to other threads.
    private const int FewestRuns = 16 * 1024;

    private readonly VisitorNumbers _numbers;
    private readonly int[][] _ofView;

    private KeptNumbers(VisitorNumbers numbers, int[][] ofView) => (_numbers, _ofView) = (numbers, ofView);

    /// <summary>Visitors of a part; their numbers are below.</summary>
    public int CountOf(int part) => _numbers.CountOf(part);

    /// <summary>The number of the visitor of each run of a view.</summary>
    public int[] OfView(int view) => _ofView[view];

    /// <summary>Numbers the visitors of a range, those of whom it is not known yet.</summary>
    /// <returns>The numbers; null when the range is too small or too large for them to be kept.</returns>
    public static KeptNumbers? Of(ScanRange scan, SiteSymbols symbols, int parallelism)
    {
        long runs = 0;
        foreach (ViewScan view in scan.Views) runs += view.Segments.RunVisitors.Length;
        VisitorNumbers? numbers = symbols.Visitors;
        if (runs > VisitorNumbers.MostRuns || (numbers is null && runs < FewestRuns)) return null;
        var missing = new List<VisitSegments>();
        long missingRuns = numbers is null ? runs : FindMissing(scan, numbers, missing);
        if (numbers is null || numbers.Count + missingRuns > VisitorNumbers.MostRuns)
        {
            // Visitors of long ago have filled them: those of this range are numbered anew.
            symbols.Visitors = numbers = new VisitorNumbers();
            missing = [.. scan.Views.Select(view => view.Segments)];
            missingRuns = runs;
        }

        Number(numbers, missing, missingRuns < FewestRuns ? 1 : parallelism, scan.Stop);
        return Read(scan, numbers);
    }

    private static long FindMissing(ScanRange scan, VisitorNumbers numbers, List<VisitSegments> missing)
    {
        long runs = 0;
        foreach (ViewScan view in scan.Views)
        {
            if (view.Segments.NumbersBy(numbers) is not null) continue;
            missing.Add(view.Segments);
            runs += view.Segments.RunVisitors.Length;
        }

        return runs;
    }

    private static void Number(VisitorNumbers numbers, List<VisitSegments> missing, int workers, CancellationToken stop)
    {
        if (missing.Count == 0) return;
        int[][] made = [.. missing.Select(segments => new int[segments.RunVisitors.Length])];
        const int parts = 1 << VisitorNumbers.PartBits;
        if (workers > 1)
        {
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = stop }, part => numbers.Number(part, missing, made));
        }
        else
        {
            for (int part = 0; part < parts; part++) numbers.Number(part, missing, made);
        }

        for (int i = 0; i < made.Length; i++) missing[i].Keep(numbers, made[i]);
    }

    // Null when another report has numbered the views anew in between.
    private static KeptNumbers? Read(ScanRange scan, VisitorNumbers numbers)
    {
        var ofView = new int[scan.Views.Length][];
        for (int v = 0; v < ofView.Length; v++)
        {
            if (scan.Views[v].Segments.NumbersBy(numbers) is not { } known) return null;
            ofView[v] = known;
        }

        return new KeptNumbers(numbers, ofView);
    }
}
