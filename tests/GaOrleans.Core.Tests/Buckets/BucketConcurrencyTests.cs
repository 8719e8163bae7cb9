using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class BucketConcurrencyTests
{
    // Each event id is sent twice, the smaller later: a reader must always see each of those published exactly once, and whole rows.
    [Fact]
    public async Task Views_AreConsistent_WhileTheOwnerApplies()
    {
        const int Ids = 3000;
        var bucket = new Bucket(new BucketKey(7, RandomHits.Hour, 0), BucketLimits.Default);
        byte[][] hits = [.. Enumerable.Range(1, Ids).SelectMany(id => new[] { Of(id, 2000), Of(id, 1000) })];
        using var stop = new CancellationTokenSource();
        Task<int>[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(bucket, stop.Token)))];
        for (int i = 0; i < hits.Length; i++) bucket.Apply(HitBytes.Fields(hits[i]), new LogPosition(0, i));
        await stop.CancelAsync();
        int[] views = await Task.WhenAll(readers);

        Assert.All(views, count => Assert.InRange(count, 1, int.MaxValue));
        Assert.Equal(Ids, bucket.Rows);
        Assert.Equal(Ids, bucket.DuplicateCount);
    }

    private static int Read(Bucket bucket, CancellationToken stop)
    {
        var symbols = new SiteSymbols();
        int views = 0, before = 0;
        do
        {
            BucketView view = BucketView.Of(bucket, symbols, BucketLimits.Default);
            ulong[] ids = view.EventIds ?? [];
            Assert.Equal(view.RowCount, ids.Distinct().Count());
            Assert.InRange(view.RowCount, before, int.MaxValue);
            for (int row = 0; row < view.RowCount; row++)
            {
                string page = System.Text.Encoding.UTF8.GetString(view.Symbols[Column.Page][view.Codes(Column.Page)[row]]);
                Assert.Equal($"/{ids[row]}/{view.TimesMs[row]}", page);
            }

            before = view.RowCount;
            views++;
        }
        while (!stop.IsCancellationRequested);
        return views;
    }

    private static byte[] Of(int id, int ms) => HitBytes.Of(new Hit
    {
        Site = 7, Hour = RandomHits.Hour, TimeMs = (RandomHits.Hour * 1000) + ms, Visitor = (ulong)id % 50, EventId = (ulong)id, Page = $"/{id}/{ms}",
    });
}
