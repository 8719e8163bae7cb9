using GaOrleans.Cluster.Reports;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Tests.Reports;

public sealed class ClusterBucketReaderTests : IFreshness
{
    private const long Hour = 1_800_000_000 / 3600 * 3600, Year = 365 * 86_400;
    private readonly FakeSources _sources = new();
    private readonly ClusterBucketReader _reader;

    public ClusterBucketReaderTests() => _reader = Reader(TimeSpan.FromSeconds(10));

    public long FreshToMs => 42;

    [Fact]
    public async Task Views_AreOfOpenAndSealedBuckets_InOrder()
    {
        _sources.Add(Hit(0, 1), Hit(0, 2, shard: 1), Hit(1, 3), Hit(1, 4), Hit(2, 5));
        _sources.Seal(Key(0));
        _sources.Seal(Key(0, 1), inBlob: true);
        IReadOnlyList<BucketView> views = await _reader.ReadAsync(1, Hour, Hour + (3 * 3600), default);
        Assert.Equal([Key(0), Key(0, 1), Key(1), Key(2)], views.Select(view => view.Key));
        Assert.Equal([1, 1, 2, 1], views.Select(view => view.RowCount));
        Assert.Single(views.Select(view => view.Symbols).Distinct());
        Assert.Equal(2, _sources.Asked);
        Assert.Equal(42, _reader.FreshToMs);
    }

    [Fact]
    public async Task Views_OfManyMonths_AreFoundThroughTheMonthsThatThereAre()
    {
        _sources.Add(Hit(0, 1), Hit(-24 * 365, 2), Hit(-24 * 100, 3));
        Assert.Equal(3, (await _reader.ReadAsync(1, Hour - (10 * Year), Hour + Year, default)).Count);
        Assert.Equal(3, (await _reader.ReadAsync(1, long.MinValue, long.MaxValue, default)).Count);
        Assert.Equal(Hour - (24 * 365 * 3600), await _reader.FirstHourAsync(1, default));
        Assert.Null(await _reader.FirstHourAsync(2, default));
    }

    [Fact]
    public async Task SealedViews_AreMadeOnce_AndOpenOnesSentOnlyWhenTheyHaveChanged()
    {
        _sources.Add(Hit(0, 1), Hit(1, 2));
        _sources.Seal(Key(0));
        IReadOnlyList<BucketView> first = await ReadAsync();
        IReadOnlyList<BucketView> second = await ReadAsync();
        Assert.Equal(first, second);
        Assert.Equal((1, 1), (_sources.Loaded, _sources.Sent));
        _sources.Add(Hit(1, 3));
        Assert.Equal([1, 2], (await ReadAsync()).Select(view => view.RowCount));
        Assert.Equal((1, 2), (_sources.Loaded, _sources.Sent));
    }

    [Fact]
    public async Task Version_ChangesWithEveryChange_AndOnlyThen_AndSendsAlongWhatIsReadNext()
    {
        _sources.Add(Hit(0, 1), Hit(1, 2));
        _sources.Seal(Key(0));
        var seen = new HashSet<long> { await VersionAsync() };
        Assert.False(seen.Add(await VersionAsync()));
        Assert.Equal(2, (await ReadAsync()).Count);
        Assert.Equal(1, _sources.Sent);
        _sources.Add(Hit(1, 3));
        Assert.True(seen.Add(await VersionAsync()));
        _sources.Seal(Key(1));
        Assert.True(seen.Add(await VersionAsync()));
        _sources.Add(Hit(0, 4));
        Assert.True(seen.Add(await VersionAsync()));
        _sources.Add(Hit(0, 5, shard: 1));
        Assert.True(seen.Add(await VersionAsync()));
        _sources.Add(Hit(9, 5));
        Assert.False(seen.Add(await VersionAsync()));
        _sources.Add(Hit(-1, 5));
        Assert.True(seen.Add(await VersionAsync()), "the hour before decides what is a duplicate");
    }

    [Fact]
    public async Task Duplicates_AreLeftOut_AcrossHoursAndShards()
    {
        _sources.Add(Hit(-1, 1, id: 9), Hit(0, 1, id: 9), Hit(0, 1, id: 7), Hit(0, 2, shard: 1, id: 7), Hit(0, 3, shard: 1, id: 8));
        _sources.Seal(Key(-1));
        IReadOnlyList<BucketView> views = await _reader.ReadAsync(1, Hour, Hour + 3600, default);
        Assert.Equal(2, views.Sum(view => view.RowCount));
    }

    [Fact]
    public async Task SealedBucket_IsAskedOfItsGrain_WhenWhatIsStoredIsNotWhatTheIndexSays()
    {
        _sources.Add(Hit(0, 1), Hit(1, 2));
        _sources.Seal(Key(0), indexed: 7);
        _sources.Seal(Key(1), inBlob: true);
        _sources.ForgetBlobs();
        Assert.Equal(2, (await ReadAsync()).Count);
        Assert.Equal(2, _sources.Asked);
    }

    [Fact]
    public async Task DamagedBucket_IsSaidAtOnce()
    {
        _sources.Add(Hit(0, 1));
        _sources.Seal(Key(0));
        _sources.Damage(Key(0));
        DamagedBucketException fault = await Assert.ThrowsAsync<DamagedBucketException>(ReadAsync);
        Assert.Equal(Key(0), fault.Key);
        Assert.Equal(1, _sources.Asked);
    }

    [Fact]
    public async Task Reading_IsRepeated_WhenASiloDied()
    {
        _sources.Add(Hit(0, 1), Hit(1, 2));
        _sources.Seal(Key(0));
        for (int faults = 1; faults < 5; faults++)
        {
            _sources.Fail(faults);
            Assert.Equal(2, (await ReadAsync()).Count);
            _sources.Fail(faults);
            await VersionAsync();
        }
    }

    [Fact]
    public async Task Reading_Fails_WhenNothingAnswersForLong()
    {
        ClusterBucketReader reader = Reader(TimeSpan.FromMilliseconds(60));
        _sources.Add(Hit(0, 1));
        _sources.Fail(1_000);
        IOException fault = await Assert.ThrowsAsync<IOException>(() => reader.ReadAsync(1, Hour, Hour + 3600, default).AsTask());
        Assert.Contains("the silo died", fault.Message, StringComparison.Ordinal);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _reader.ReadAsync(1, Hour, Hour + 3600, cancelled.Token).AsTask());
    }

    [Fact]
    public void Symbols_AreBounded_OverallAndOfASite()
    {
        var symbols = new SymbolsBySite(mostBytes: 20_000, mostBytesOfASite: 1_000);
        SiteSymbols first = symbols.Of(1);
        for (int site = 1; site <= 100; site++) symbols.Of(site);
        Assert.InRange(symbols.Sites, 1, 10);
        Assert.NotSame(first, symbols.Of(1));
        SiteSymbols grown = symbols.Of(2);
        for (int i = 0; i < 100; i++) grown[Column.Page].Intern(System.Text.Encoding.UTF8.GetBytes($"/page/{i}"));
        Assert.NotSame(grown, symbols.Of(2));
    }

    private static BucketKey Key(int hour, int shard = 0) => new(1, Hour + (hour * 3600), shard);

    private static Hit Hit(int hour, ulong visitor, int shard = 0, ulong id = 0) =>
        new() { Site = 1, Hour = Hour + (hour * 3600), Shard = shard, TimeMs = (Hour + (hour * 3600)) * 1000, Visitor = visitor, EventId = id };

    private ClusterBucketReader Reader(TimeSpan patience) =>
        new(_sources, this, new ReaderLimits { Patience = patience }, BucketLimits.Default, TimeProvider.System);

    private Task<IReadOnlyList<BucketView>> ReadAsync() => _reader.ReadAsync(1, Hour, Hour + (2 * 3600), default).AsTask();

    private Task<long> VersionAsync() => _reader.VersionOfAsync(1, Hour, Hour + (2 * 3600), default).AsTask();
}
