using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class BucketViewTests
{
    private const long Hour = 1_790_000_000 / 3600 * 3600;

    [Fact]
    public void View_SortsRowsByVisitorThenTime_AndNumbersRuns()
    {
        BucketView view = BucketBuilding.View([At(9, 500, "/b"), At(ulong.MaxValue, 1, "/c"), At(9, 20, "/a"), At(3, 7, "/a")]);

        Assert.Equal([3UL, 9UL, ulong.MaxValue], view.RunVisitors);
        Assert.Equal([0, 1, 3, 4], view.RunStarts);
        Assert.Equal([7, 20, 500, 1], view.TimesMs);
        Assert.Equal(["/a", "/a", "/b", "/c"], Pages(view));
        Assert.Null(view.EventIds);
    }

    [Fact]
    public void View_TellsKindsApart()
    {
        BucketView view = BucketBuilding.View([
            At(1, 1, "/"), At(1, 2, "/") with { Name = "engagement" }, At(1, 3, "/") with { Name = "signup" },
            At(1, 4, "/") with { Name = "heartbeat", Interactive = false }]);

        Assert.Equal([RowFlags.Pageview, RowFlags.Engagement, RowFlags.Interactive, RowFlags.None], view.Flags);
    }

    [Fact]
    public void View_CarriesSparseColumnsAlongWithTheirRows()
    {
        BucketView view = BucketBuilding.View([
            At(9, 1, "/") with { Revenue = new Revenue(1500, "EUR") }, At(1, 5, "/") with { EngagementMs = 700, ScrollDepth = 0 },
            At(1, 1, "/") with { Revenue = new Revenue(-20, "USD") }, At(1, 9, "/") with { ScrollDepth = 80, EventId = 77 }]);

        Assert.Equal([new SparseRevenue(0, -20, 0x555344), new SparseRevenue(3, 1500, 0x455552)], view.Revenue);
        Assert.Equal([new SparseValue(1, 700)], view.EngagementMs);
        Assert.Equal([new SparseValue(1, 0), new SparseValue(2, 80)], view.ScrollDepth);
        Assert.Equal([0UL, 0UL, 77UL, 0UL], view.EventIds!);
    }

    [Fact]
    public void View_SharesOrdinalsWithOtherViewsOfTheSite()
    {
        var symbols = new SiteSymbols();
        BucketView first = BucketBuilding.View([At(1, 1, "/x"), At(2, 1, "/y")], symbols);
        BucketView second = BucketBuilding.View([At(1, 1, "/y"), At(2, 1, "/x")], symbols);

        Assert.Equal(first.Codes(Column.Page)[0], second.Codes(Column.Page)[1]);
        Assert.Same(first.Codes(Column.Page), first.Codes(Column.Page));
    }

    [Fact]
    public void View_FoldsRarePages_KeepingTheMostFrequentAndTiesByText()
    {
        var limits = new BucketLimits { KeptPages = 2 };
        BucketView view = BucketBuilding.View([At(1, 1, "/c"), At(2, 1, "/b"), At(3, 1, "/a"), At(4, 1, "/c")], limits: limits);

        Assert.Equal(["/c", "(other)", "/a", "/c"], Pages(view));
        Assert.True(view.IsFolded(Column.Page));
        Assert.False(view.IsFolded(Column.Name));
    }

    private static Hit At(ulong visitor, int ms, string page) => new() { Site = 1, Hour = Hour, TimeMs = (Hour * 1000) + ms, Visitor = visitor, Page = page };

    private static string[] Pages(BucketView view) =>
        [.. view.Codes(Column.Page).Select(code => System.Text.Encoding.UTF8.GetString(view.Symbols[Column.Page][code]))];
}
