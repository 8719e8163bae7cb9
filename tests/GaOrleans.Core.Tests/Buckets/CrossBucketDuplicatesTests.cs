using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class CrossBucketDuplicatesTests
{
    private readonly SiteSymbols _symbols = new();

    [Fact]
    public void LeaveOut_DropsWhatTheHourBeforeHas_AndKeepsTheRest()
    {
        BucketView before = View(At(1, 1, id: 5), At(2, 1));
        BucketView hour = View(At(1, 3, id: 5) with { Revenue = new Revenue(5, "EUR") }, At(1, 4, id: 6) with { Revenue = new Revenue(7, "EUR"), Page = "/x" }, At(9, 9));

        BucketView view = CrossBucketDuplicates.LeaveOut([hour], [before])[0];

        Assert.Equal([4, 9], view.TimesMs);
        Assert.Equal([1UL, 9UL], view.RunVisitors);
        Assert.Equal([0, 1, 2], view.RunStarts);
        Assert.Equal([6UL, 0UL], view.EventIds!);
        Assert.Equal([new SparseRevenue(0, 7, 0x455552)], view.Revenue);
        Assert.Equal("/x"u8.ToArray(), _symbols[Column.Page][view.Codes(Column.Page)[0]].ToArray());
    }

    [Fact]
    public void LeaveOut_KeepsTheSmallestOfAllShards()
    {
        BucketView first = View(At(1, 30, id: 5), At(1, 40, id: 6)), second = View(At(2, 20, id: 5, shard: 1), At(2, 50, id: 6, shard: 1));

        BucketView[] views = CrossBucketDuplicates.LeaveOut([first, second], []);

        Assert.Equal([40], views[0].TimesMs);
        Assert.Equal([20], views[1].TimesMs);
    }

    [Fact]
    public void LeaveOut_KeepsOneOfRowsThatNothingTellsApart()
    {
        BucketView first = View(At(1, 30, id: 5)), second = View(At(1, 30, id: 5, shard: 1));

        BucketView[] views = CrossBucketDuplicates.LeaveOut([first, second], []);

        Assert.Equal([1, 0], views.Select(view => view.RowCount));
    }

    [Fact]
    public void LeaveOut_ReturnsTheSameViews_WhenNothingIsShared()
    {
        BucketView plain = View(At(1, 1), At(2, 2)), other = View(At(1, 30, id: 5, shard: 1)), before = View(At(1, 1, id: 9));

        BucketView[] views = CrossBucketDuplicates.LeaveOut([plain, other], [before]);

        Assert.Same(plain, views[0]);
        Assert.Same(other, views[1]);
    }

    // What is derived from a view is kept by its identity.
    [Fact]
    public void LeaveOut_ReturnsTheSameView_AsLongAsTheSameIsLeftOut()
    {
        BucketView before = View(At(1, 1, id: 5)), other = View(At(1, 1, id: 6)), hour = View(At(1, 3, id: 5), At(1, 4, id: 6));

        BucketView first = CrossBucketDuplicates.LeaveOut([hour], [before])[0];

        Assert.Same(first, CrossBucketDuplicates.LeaveOut([hour], [before])[0]);
        Assert.Equal([3], CrossBucketDuplicates.LeaveOut([hour], [other])[0].TimesMs);
        Assert.Equal([4], first.TimesMs);
    }

    private static Hit At(ulong visitor, int ms, ulong id = 0, int shard = 0) =>
        new() { Site = 7, Hour = RandomHits.Hour, Shard = shard, TimeMs = (RandomHits.Hour * 1000) + ms, Visitor = visitor, EventId = id };

    private BucketView View(params Hit[] hits) => BucketBuilding.View(hits, _symbols);
}
