using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Sites;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace GaOrleans.Cluster.Tests.Buckets;

public sealed class BucketGrainTests(BucketGrainTests.Fixture fixture) : IClassFixture<BucketGrainTests.Fixture>
{
    private static int _lastShard;

    private readonly BucketCluster _cluster = fixture.Cluster;

    // A bucket of its own for every test. Its hour is far away, so that nothing seals it.
    private readonly BucketKey _key = new(1, 3600L * 700_000, Interlocked.Increment(ref _lastShard));

    [Fact]
    public async Task Hit_IsInReports_WhenItWasDelivered()
    {
        AppendedRange range = _cluster.Log.Append(Hits(0, 3));
        await _cluster.DeliverAsync(_key, range);
        Assert.Equal(0, await AppliedAsync(_key, range));
        await AssertContentAsync(Hits(0, 3));
        Assert.Equal(0, await SealedVersionAsync(_key));
    }

    [Fact]
    public async Task Applied_IsAnsweredFromTheLog_WhenNothingIsDelivered()
    {
        await _cluster.Bucket(_key).ReadAsync(0);
        AppendedRange range = _cluster.Log.Append(Hits(0, 2));
        await AppliedAsync(_key, range);
        await AssertContentAsync(Hits(0, 2));
    }

    [Fact]
    public async Task Hits_CountOnce_WhenDeliveredOutOfOrderAndAgainAndWithGaps()
    {
        AppendedRange[] ranges = [.. Enumerable.Range(0, 6).Select(i => _cluster.Log.Append(Hits(i * 5, 5)))];
        foreach (int i in (int[])[2, 0, 2, 4, 1, 0]) await _cluster.DeliverAsync(_key, ranges[i]);
        await AppliedAsync(_key, ranges[5]);
        await AssertContentAsync(Hits(0, 30));
    }

    [Fact]
    public async Task Applied_TellsDuplicates()
    {
        AppendedRange first = _cluster.Log.Append(Hits(0, 1)), second = _cluster.Log.Append(Hits(0, 1));
        await _cluster.DeliverAsync(_key, first);
        await _cluster.DeliverAsync(_key, second);
        Assert.Equal(1, await AppliedAsync(_key, second));
        Assert.Equal(0, await AppliedAsync(_key, first));
    }

    [Fact]
    public async Task Bucket_IsSavedByItself_AndReadBack()
    {
        AppendedRange range = _cluster.Log.Append(Hits(0, 200));
        await _cluster.DeliverAsync(_key, range);
        await AppliedAsync(_key, range);
        await Eventually.HoldsAsync(() => Task.FromResult(_cluster.Log.SavedThrough(_key) == range.Last), "the checkpoint is stored");
        await _cluster.CollectAsync();
        BucketReading reading = await AssertContentAsync(Hits(0, 200));
        Assert.Null((await _cluster.Bucket(_key).ReadAsync(reading.Version)).Bytes);
    }

    [Theory]
    [InlineData((int)TestGrainStorage.Fault.Before)]
    [InlineData((int)TestGrainStorage.Fault.After)]
    [InlineData((int)TestGrainStorage.Fault.Conflict)]
    public async Task Hits_CountOnce_WhenTheStorageFails(int fault)
    {
        int failures = 3;
        _cluster.Storage.Faults = name => name == "bucket" && Interlocked.Decrement(ref failures) >= 0 ? (TestGrainStorage.Fault)fault : TestGrainStorage.Fault.None;
        List<Hit> all = [];
        AppendedRange last = default;
        for (int i = 0; i < 5; i++)
        {
            List<Hit> hits = Hits(i * 50, 50);
            all.AddRange(hits);
            last = _cluster.Log.Append(hits);
            await _cluster.DeliverAsync(_key, last);
            await Eventually.HoldsAsync(() => IsAppliedAsync(last), "the hits are applied");
        }

        await Eventually.HoldsAsync(() => SavedAsync(last), "the hits are saved");
        await _cluster.CollectAsync();
        await AssertContentAsync(all);
        Assert.True(failures < 0);
    }

    [Fact]
    public async Task Seal_StoresTheSealedForm_AndALateHitOpensTheBucketAgain()
    {
        Assert.False(await _cluster.Bucket(_key).SealAsync());
        BucketKey key = _key with { Hour = 3600 * 400_000 };
        await AppliedAsync(key, _cluster.Log.Append(Hits(0, 20, key)));
        Assert.True(await _cluster.Bucket(key).SealAsync());
        long version = await SealedVersionAsync(key);
        Assert.True(version > 0);
        await _cluster.DeliverAsync(key, _cluster.Log.Append(Hits(20, 1, key)));
        await Eventually.HoldsAsync(async () => (await _cluster.Bucket(key).ReadAsync(0)).Rows == 21, "the late hit counts");
        Assert.NotEqual(version, await SealedVersionAsync(key));
        await Eventually.HoldsAsync(async () => await SealedVersionAsync(key) > version, "it is sealed again by itself");
    }

    [Fact]
    public async Task Stream_IsDeadLettered_WhenItsKeyIsNone()
    {
        await _cluster.PublishAsync("no bucket", [1, 2, 3]);
        await Eventually.HoldsAsync(() => Task.FromResult(_cluster.Log.Letters.Any(letter => letter.Stream == "no bucket")), "it is kept");
    }

    [Fact]
    public async Task Hits_AreSavedByThemselves_WhenTheStorageHasFailedInAWayOfItsOwn()
    {
        // What clients of a service throw when all their attempts have failed is no IOException.
        int failures = 2;
        _cluster.Blobs.Fault = name => name.Contains($"/{_key.Hour}-{_key.Shard}-", StringComparison.Ordinal) && Interlocked.Decrement(ref failures) >= 0 ? new AggregateException("all attempts failed") : null;
        AppendedRange range = _cluster.Log.Append(Hits(0, 200));
        await AppliedAsync(_key, range);
        await Eventually.HoldsAsync(() => Task.FromResult(_cluster.Log.SavedThrough(_key) == range.Last), "the bucket has tried again");
        Assert.True(Volatile.Read(ref failures) < 0);
    }

    [Fact]
    public async Task Merchant_IsToldWhatChanged()
    {
        var told = new TaskCompletionSource<BucketChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        IAsyncStream<BucketChange> changes = _cluster.Silos.Client.GetStreamProvider(StreamNames.Provider).GetStream<BucketChange>(StreamId.Create(StreamNames.BucketChanges, (long)_cluster.Site.MerchantId));
        await changes.SubscribeAsync((change, _) =>
        {
            if (change.Shard == _key.Shard) told.TrySetResult(change);
            return Task.CompletedTask;
        });
        BucketKey key = _key with { Site = _cluster.Site.Id };
        await AppliedAsync(key, _cluster.Log.Append(Hits(0, 4, key)));
        Assert.Equal(4, (await told.Task.WaitAsync(TimeSpan.FromSeconds(20))).Rows);
    }

    [Fact]
    public async Task Site_IsGoneForGood_WhenItIsDeleted()
    {
        BucketKey key = _key with { Site = 77 };
        AppendedRange range = _cluster.Log.Append(Hits(0, 200, key));
        await AppliedAsync(key, range);
        await Eventually.HoldsAsync(() => Task.FromResult(_cluster.Log.SavedThrough(key) == range.Last), "the checkpoint is stored");
        ISiteData sites = _cluster.Silos.Silos[0].ServiceProvider.GetRequiredService<ISiteData>();
        await sites.DeleteAsync(77, CancellationToken.None);
        await sites.DeleteAsync(77, CancellationToken.None);
        Assert.DoesNotContain(_cluster.Storage.Keys, state => state.StartsWith("bucket ", StringComparison.Ordinal) && state.EndsWith(BucketNames.Of(key), StringComparison.Ordinal));
        Assert.Empty(fixture.BlobsOf(77));
        Assert.Empty(await _cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(key)).ListAsync(long.MinValue, long.MaxValue));
        await _cluster.CollectAsync();
        AppendedRange late = _cluster.Log.Append(Hits(200, 1, key));
        await AppliedAsync(key, late);
        Assert.Equal(0, (await _cluster.Bucket(key).ReadAsync(0)).Rows);
        AppendedRange other = _cluster.Log.Append(Hits(0, 1, key with { Hour = key.Hour + (3600 * 24 * 80) }));
        await AppliedAsync(key with { Hour = key.Hour + (3600 * 24 * 80) }, other);
        Assert.Empty(await _cluster.Grains.GetGrain<ISiteGrain>(77).MonthsAsync());
    }

    [Fact]
    public async Task Damage_IsToldAsSuch_AcrossSilos()
    {
        AppendedRange range = _cluster.Log.Append(Hits(0, 200));
        await AppliedAsync(_key, range);
        await _cluster.Bucket(_key).CheckpointAsync(0, range.Last);
        string blob = fixture.BlobsOf(1).Single(path => Path.GetFileName(path).StartsWith($"{_key.Hour}-{_key.Shard}-", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(blob);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);
        await _cluster.CollectAsync();
        await Assert.ThrowsAsync<DamagedBucketException>(async () => await _cluster.Bucket(_key).ReadAsync(0));
    }

    [Fact]
    public async Task OldBuckets_AreSealed_WhenAnotherOfTheirSiteOpens()
    {
        BucketKey old = _key with { Site = 78, Hour = 3600 * 400_000 }, next = old with { Hour = old.Hour + 3600 };
        AppendedRange range = _cluster.Log.Append(Hits(0, 2, old));
        await AppliedAsync(old, range);
        await _cluster.CollectAsync();
        await AppliedAsync(next, _cluster.Log.Append(Hits(0, 2, next)));
        ISiteIndexGrain index = _cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(old));
        await Eventually.HoldsAsync(async () => (await index.ListAsync(old.Hour, next.Hour)).Single().SealedVersion > 0, "the old bucket is sealed");
    }

    private async Task<int> AppliedAsync(BucketKey key, AppendedRange range) => (await _cluster.Bucket(key).AppliedAsync([range])).Single();

    private async Task<bool> IsAppliedAsync(AppendedRange range)
    {
        try
        {
            return await AppliedAsync(_key, range) >= 0;
        }
        catch (Exception e) when (e is IOException or OrleansException)
        {
            // The activation that was asked has lost its memory just now.
            return false;
        }
    }

    private async Task<bool> SavedAsync(AppendedRange range)
    {
        try
        {
            return await _cluster.Bucket(_key).CheckpointAsync(0, range.Last) >= range.Last;
        }
        catch (Exception e) when (e is IOException or OrleansException)
        {
            return false;
        }
    }

    private async Task<BucketReading> AssertContentAsync(List<Hit> hits)
    {
        BucketReading reading = await _cluster.Bucket(_key).ReadAsync(-1);
        Assert.True(BucketCodec.TryReadBucket(reading.Bytes!, _key, BucketLimits.Default, out Bucket? bucket));
        Assert.Equal(BucketCodec.WriteSealed(BucketBuilding.Build(hits)), BucketCodec.WriteSealed(bucket!));
        return reading;
    }

    private async Task<long> SealedVersionAsync(BucketKey key) =>
        (await _cluster.Grains.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(key)).ListAsync(key.Hour, key.Hour + 1)).Single(bucket => bucket.Shard == key.Shard).SealedVersion;

    private List<Hit> Hits(int from, int count) => Hits(from, count, _key);

    private static List<Hit> Hits(int from, int count, BucketKey key) =>
        [.. Enumerable.Range(from, count).Select(i => TestHits.Make(i, eventId: (ulong)i + 1) with { Site = key.Site, Hour = key.Hour, Shard = key.Shard, TimeMs = (key.Hour * 1000) + i })];

    public sealed class Fixture : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("gaorleans-buckets-").FullName;

        internal BucketCluster Cluster { get; private set; } = null!;

        internal IEnumerable<string> BlobsOf(int site)
        {
            string folder = Path.Combine(_folder, "blobs", "buckets", site.ToString());
            return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        }

        public async Task InitializeAsync() => Cluster = await BucketCluster.StartAsync(_folder, silos: 2);

        public async Task DisposeAsync()
        {
            await Cluster.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
