using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using Xunit;

namespace GaOrleans.TestKit.Contracts;

/// <summary>What every <see cref="IBucketStore"/> does. A test class derives from it for each implementation.</summary>
public abstract class BucketStoreContract
{
    /// <summary>Opens the store of this test; called again after a dispose, it opens the same one.</summary>
    protected abstract ValueTask<IBucketStore> OpenAsync();

    [Fact]
    public async Task LoadAsync_GivesWhatWasSaved_WhenTheStoreIsOpenedAgain()
    {
        var key = new BucketKey(7, 3600, 2);
        await using (IBucketStore store = await OpenAsync())
            await store.SaveAsync(new Checkpoint([Bucket(key, 41, isSealed: true)], [new LogPosition(0, 99), new LogPosition(3, 5)]), CancellationToken.None);
        await using IBucketStore again = await OpenAsync();
        StoredBucket stored = Assert.IsType<StoredBucket>(await again.LoadAsync(key, CancellationToken.None));
        Assert.Equal(key, stored.Key);
        Assert.Equal(41, stored.Rows);
        Assert.True(stored.Sealed);
        Assert.True(stored.Bytes.Span.SequenceEqual(Bytes(41)));
        Assert.Equal([new LogPosition(0, 41), new LogPosition(3, 7)], stored.Watermarks);
        Assert.Equal([new LogPosition(0, 99), new LogPosition(3, 5)], await again.RecoveryPositionsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task LoadAsync_GivesNull_WhenThereIsNoSuchBucket()
    {
        await using IBucketStore store = await OpenAsync();
        Assert.Null(await store.LoadAsync(new BucketKey(1, 3600, 0), CancellationToken.None));
        Assert.Empty(await store.RecoveryPositionsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ListAsync_GivesTheSitesBucketsByKey_WhenHoursAreLimited()
    {
        await using IBucketStore store = await OpenAsync();
        BucketKey[] keys = [new(2, 7200, 1), new(2, 3600, 0), new(2, 7200, 0), new(2, 10800, 0), new(3, 3600, 0), new(2, -3600, 0)];
        await store.SaveAsync(new Checkpoint([.. keys.Select(key => Bucket(key, 5))], []), CancellationToken.None);
        IReadOnlyList<BucketInfo> listed = await store.ListAsync(2, 3600, 10800, CancellationToken.None);
        Assert.Equal([new BucketKey(2, 3600, 0), new(2, 7200, 0), new(2, 7200, 1)], listed.Select(info => info.Key));
        Assert.All(listed, info => Assert.Equal((5, Bytes(5).Length, false), (info.Rows, info.SizeBytes, info.Sealed)));
    }

    [Fact]
    public async Task ListAsync_GivesAGreaterVersion_WhenABucketIsSavedAgain()
    {
        await using IBucketStore store = await OpenAsync();
        var key = new BucketKey(1, 3600, 0);
        long before = 0;
        for (int rows = 1; rows <= 3; rows++)
        {
            await store.SaveAsync(new Checkpoint([Bucket(key, rows)], [new LogPosition(0, rows)]), CancellationToken.None);
            BucketInfo info = Assert.Single(await store.ListAsync(1, 0, 7200, CancellationToken.None));
            Assert.Equal(rows, info.Rows);
            Assert.True(info.Version > before);
            before = info.Version;
        }

        Assert.Equal([new LogPosition(0, 3)], await store.RecoveryPositionsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DeleteSiteAsync_RemovesOnlyThatSite_WhenThereAreOthers()
    {
        await using IBucketStore store = await OpenAsync();
        await store.SaveAsync(new Checkpoint([Bucket(new BucketKey(1, 3600, 0), 1), Bucket(new BucketKey(2, 3600, 0), 1)], []), CancellationToken.None);
        await store.DeleteSiteAsync(1, CancellationToken.None);
        Assert.Empty(await store.ListAsync(1, 0, 7200, CancellationToken.None));
        Assert.Single(await store.ListAsync(2, 0, 7200, CancellationToken.None));
    }

    [Fact]
    public async Task SaveAsync_SavesNothing_WhenItFailsHalfway()
    {
        await using IBucketStore store = await OpenAsync();
        var key = new BucketKey(1, 3600, 0);
        await store.SaveAsync(new Checkpoint([Bucket(key, 1)], [new LogPosition(0, 1)]), CancellationToken.None);
        var broken = new FailingBuckets([Bucket(key, 2), Bucket(new BucketKey(1, 7200, 0), 2)]);
        await Assert.ThrowsAsync<InvalidDataException>(async () => await store.SaveAsync(new Checkpoint(broken, [new LogPosition(0, 2)]), CancellationToken.None));
        Assert.Equal(1, (await store.LoadAsync(key, CancellationToken.None))!.Rows);
        Assert.Null(await store.LoadAsync(new BucketKey(1, 7200, 0), CancellationToken.None));
        Assert.Equal([new LogPosition(0, 1)], await store.RecoveryPositionsAsync(CancellationToken.None));
        await store.SaveAsync(new Checkpoint([Bucket(key, 3)], [new LogPosition(0, 3)]), CancellationToken.None);
        Assert.Equal(3, (await store.LoadAsync(key, CancellationToken.None))!.Rows);
    }

    /// <summary>A bucket with that many rows, whose bytes are of no meaning to the store.</summary>
    protected static StoredBucket Bucket(BucketKey key, int rows, bool isSealed = false) =>
        new(key, Bytes(rows), rows, isSealed, [new LogPosition(0, rows), new LogPosition(3, 7)]);

    private static byte[] Bytes(int rows) => [.. Enumerable.Range(0, 10 + rows).Select(i => (byte)(i * rows))];

    /// <summary>Cannot give its last bucket.</summary>
    private sealed class FailingBuckets(StoredBucket[] buckets) : IReadOnlyList<StoredBucket>
    {
        public int Count => buckets.Length + 1;

        public StoredBucket this[int index] => index < buckets.Length ? buckets[index] : throw new InvalidDataException("the last bucket cannot be encoded");

        public IEnumerator<StoredBucket> GetEnumerator()
        {
            for (int i = 0; i < Count; i++) yield return this[i];
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
