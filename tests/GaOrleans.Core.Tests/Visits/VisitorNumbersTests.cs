using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports;
using GaOrleans.Core.Reports.Execution;
using GaOrleans.Core.Visits;
using GaOrleans.TestKit.Histories;

namespace GaOrleans.Core.Tests.Visits;

public class VisitorNumbersTests
{
    [Fact]
    public void NumberTable_GivesEachVisitorItsOwnNumber_FromZeroOn()
    {
        var table = new NumberTable();
        ulong[] visitors = [.. Enumerable.Range(0, 5000).Select(i => ((ulong)i * (ulong)i << 48) | (uint)i), 0, ulong.MaxValue];
        var random = new Random(1);
        var known = new Dictionary<ulong, int>();
        for (int batch = 0; batch < 300; batch++)
        {
            ulong[] some = random.GetItems(visitors, random.Next(60));
            int[] numbers = new int[some.Length];
            table.Number(some, numbers);
            for (int i = 0; i < some.Length; i++)
            {
                if (!known.TryGetValue(some[i], out int number)) known.Add(some[i], number = known.Count);
                Assert.Equal(number, numbers[i]);
            }
        }

        Assert.Equal(known.Count, table.Count);
        table.Clear();
        int[] one = new int[1];
        table.Number([7], one);
        Assert.Equal((0, 1), (one[0], table.Count));
    }

    [Fact]
    public void Numbers_AreKeptForTheNextReport_AndMadeOnlyForViewsThatHaveNone()
    {
        List<BucketView> views = HistoryGenerator.MakeCrowd(1, visitors: 6000).Views();
        KeptNumbers first = KeptNumbers.Of(Scan(views), views[0].Symbols, 4)!, again = KeptNumbers.Of(Scan(views), views[0].Symbols, 4)!;
        VisitorNumbers numbers = views[0].Symbols.Visitors!;
        Assert.Equal(views.SelectMany(view => view.RunVisitors).Distinct().Count(), numbers.Count);
        for (int view = 0; view < views.Count; view++) Assert.Same(first.OfView(view), again.OfView(view));
        Assert.NotNull(KeptNumbers.Of(Scan(views[..1]), views[0].Symbols, 1));
        Assert.Same(numbers, views[0].Symbols.Visitors);
    }

    [Fact]
    public void Numbers_AreNotKept_ForFewVisitors()
    {
        List<BucketView> views = HistoryGenerator.Make(1).Views();
        Assert.Null(KeptNumbers.Of(Scan(views), views[0].Symbols, 1));
        Assert.Null(views[0].Symbols.Visitors);
    }

    private static ScanRange Scan(List<BucketView> views) => new(ShardMerger.Read(views, default), [], default(TimeRange), SketchVisitors: false, CancellationToken.None);
}
