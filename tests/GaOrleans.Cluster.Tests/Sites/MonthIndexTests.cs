using GaOrleans.Cluster.Sites;

namespace GaOrleans.Cluster.Tests.Sites;

public sealed class MonthIndexTests
{
    private readonly MonthIndex _index = new();

    [Fact]
    public void Index_ListsInOrder_AndOnlyTheRange()
    {
        foreach ((long hour, int shard) in ((long, int)[])[(7200, 1), (3600, 0), (7200, 0), (-3600, 0)]) Assert.True(_index.Open(new IndexedBucket(hour, shard, 0)));
        Assert.False(_index.Open(new IndexedBucket(3600, 0, 0)));
        Assert.Equal([(-3600, 0), (3600, 0), (7200, 0), (7200, 1)], _index.List(long.MinValue, long.MaxValue).Select(bucket => (bucket.Hour, bucket.Shard)));
        Assert.Equal([3600], _index.List(3600, 7200).Select(bucket => bucket.Hour));
        Assert.Empty(_index.List(7200, 3600));
    }

    [Fact]
    public void Sealing_IsBelieved_UntilTheBucketIsOpenedOnThatVersion()
    {
        _index.Open(new IndexedBucket(0, 0, 0));
        Assert.True(_index.Seal(new IndexedBucket(0, 0, 5), out bool changed) && changed);
        Assert.True(_index.Seal(new IndexedBucket(0, 0, 5), out changed) && !changed);
        Assert.Equal(5, Told());
        _index.Open(new IndexedBucket(0, 0, 5));
        Assert.Equal(0, Told());
        Assert.False(_index.Seal(new IndexedBucket(0, 0, 5), out _));
        Assert.Equal(0, Told());
        Assert.True(_index.Seal(new IndexedBucket(0, 0, 6), out _));
        Assert.Equal(6, Told());
    }

    [Fact]
    public void Index_IsReadBack_AndEveryDamageIsFound()
    {
        for (int i = 0; i < 40; i++)
        {
            _index.Open(new IndexedBucket((i * 3600) - 7200, i % 3, i));
            if (i % 2 == 0) _index.Seal(new IndexedBucket((i * 3600) - 7200, i % 3, i + 1), out _);
        }

        byte[] bytes = _index.Write();
        Assert.Equal(_index.List(long.MinValue, long.MaxValue), MonthIndex.Read(bytes).List(long.MinValue, long.MaxValue));
        Assert.True(bytes.Length < 40 * 8, $"{bytes.Length} bytes");
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] flipped = [.. bytes];
            flipped[i] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => MonthIndex.Read(flipped));
            if (i > 0) Assert.Throws<InvalidDataException>(() => MonthIndex.Read(bytes.AsSpan(0, i)));
        }
    }

    [Fact]
    public void Index_StaysReadable_InTheFormOfVersion1()
    {
        _index.Open(new IndexedBucket(3600, 0, 0));
        _index.Open(new IndexedBucket(7200, 2, 0));
        _index.Seal(new IndexedBucket(3600, 0, 3), out _);
        Assert.Equal("0102A038000 6A038020 1".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(_index.Write())[..^8]);
    }

    private long Told() => _index.List(0, 1).Single().SealedVersion;
}
