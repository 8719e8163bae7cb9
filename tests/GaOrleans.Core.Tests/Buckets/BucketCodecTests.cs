using System.Buffers.Binary;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Buckets;

public class BucketCodecTests
{
    private static readonly BucketKey LargeKey = new(7, RandomHits.Hour, 0);

    // The open and the sealed form of SmallBucket in version 1. Never change them: readers must go on reading them.
    // What is written may differ with the Brotli library.
    [Theory]
    [InlineData("0100B960C0E189AB0D000502003E01C70213460100C4FF67DC7BDFA74F0758BF93803115F5B9A435C5E585ACA707EC55528B020B3C09EC7AC4F4167EBB1E6A9B93BBA020BC76D114D128280038C01509E004BE48808E20F94937BDBBAD283F5D976CE993EDFBE5E747B77E2DFF4B6A893731318C7A03F1C08292E9FEE89A9F8CD70E8FDBEF2599ACE23A9EAED7E38363319DC40DC5F6F4C4C5F4861485ADD7EB0E1188C524A81860CCC4315BBC5A71C98097114FB0E30947B4CE499F6EE6C319373E3E2E4FB63B4E6C867E667B7C6EA79BBB031E591EB7D34DDE72915D2E3A621171B1BF51270FFDCD707E1C6E39EF391C39C5FEA47F98B33C61A78739CF168301010043025839A9ED76BA1A4B2411D1206691FC9BD086C799C229990018A5FD5D")]
    [InlineData("0101B960C0E189AB0D000502003E01C70213460100C4FF67DC7BDFA74F0758BF93803115F5B9A435C5E585ACA707EC55528B020B3C09EC7AC4F4167EBB1E6A9B93BBA020BC76D114D128280038C01509E004BE48808E20F94937BDBBAD283F5D976CE993EDFBE5E747B77E2DFF4B6A893731318C7A03F1C08292E9FEE89A9F8CD70E8FDBEF2599ACE23A9EAED7E38363319DC40DC5F6F4C4C5F4861485ADD7EB0E1188C524A81860CCC4315BBC5A71C98097114FB0E30947B4CE499F6EE6C319373E3E2E4FB63B4E6C867E667B7C6EA79BBB031E591EB7D34DDE72915D2E3A621171B1BF51270FFDCD707E1C6E39EF391C39C5FEA47F98B33C61A78739CF168301010043025839A9ED76BA1A4B2411D1206691FC9BD086C799C229990058FB9D78")]
    public void Version1_IsReadAsEver(string golden)
    {
        byte[] bytes = Convert.FromHexString(golden);
        BucketView expected = BucketBuilding.View(SmallBucket.Hits);

        Assert.True(BucketCodec.TryOpenView(bytes, SmallBucket.Key, new SiteSymbols(), BucketLimits.Default, out BucketView? view));
        Assert.Equal(BucketOracle.Rows(expected), BucketOracle.Rows(view!));
        Assert.True(BucketCodec.TryReadBucket(bytes, SmallBucket.Key, BucketLimits.Default, out Bucket? bucket));
        Assert.Equal(BucketOracle.Rows(expected), BucketOracle.Rows(BucketView.Of(bucket!, new SiteSymbols(), BucketLimits.Default)));
    }

    [Fact]
    public void AnyFlippedBitIsFound_InASmallBucket()
    {
        Bucket bucket = BucketBuilding.Build(SmallBucket.Hits);
        foreach (byte[] bytes in new[] { BucketCodec.WriteOpen(bucket), BucketCodec.WriteSealed(bucket) })
        {
            for (int bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(BucketCodec.TryOpenView(bytes, SmallBucket.Key, new SiteSymbols(), BucketLimits.Default, out _));
                Assert.False(BucketCodec.TryReadBucket(bytes, SmallBucket.Key, BucketLimits.Default, out _));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void AnyFlippedBitAndAnyTruncationIsFound_InALargeBucket()
    {
        var random = new Random(5);
        byte[] bytes = BucketCodec.WriteSealed(BucketBuilding.Build(RandomHits.Make(5, 5000, visitors: 900, eventIds: 500)));
        for (int i = 0; i < 2000; i++)
        {
            int bit = random.Next(bytes.Length * 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(BucketCodec.Verify(bytes, LargeKey));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(BucketCodec.Verify(bytes.AsMemory(0, random.Next(bytes.Length)), LargeKey));
        }

        Assert.True(BucketCodec.Verify(bytes, LargeKey));
    }

    [Fact]
    public void BytesOfAnotherBucketAreRefused()
    {
        byte[] bytes = BucketCodec.WriteSealed(BucketBuilding.Build(SmallBucket.Hits));

        Assert.False(BucketCodec.Verify(bytes, SmallBucket.Key with { Shard = 1 }));
        Assert.False(BucketCodec.Verify(bytes, SmallBucket.Key with { Hour = SmallBucket.Key.Hour + 3600 }));
        Assert.True(BucketCodec.Verify(bytes, SmallBucket.Key));
    }

    // Damage behind a checksum that fits can only be made, never happen; it must still do no harm.
    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 60)]
    [InlineData(3, 700)]
    public void ForgedBytesNeitherThrowNorHang(int seed, int hits)
    {
        var random = new Random(seed);
        Bucket bucket = BucketBuilding.Build(RandomHits.Make(seed, hits, visitors: 1 + (hits / 5)));
        byte[] whole = BucketCodec.WriteOpen(bucket);
        int refused = 0;
        for (int round = 0; round < 1500; round++)
        {
            byte[] forged = [.. whole];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(round % 2 == 0 ? Math.Min(60, forged.Length - 4) : forged.Length - 4);
                forged[at] = random.Next(3) == 0 ? (byte)255 : (byte)random.Next(256);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(forged.Length - 4), Crc32C.Of(forged.AsSpan(0, forged.Length - 4)));
            if (!BucketCodec.TryReadBucket(forged, LargeKey, BucketLimits.Default, out _)) refused++;
            if (BucketCodec.TryOpenView(forged, LargeKey, new SiteSymbols(), new BucketLimits { KeptPages = 1, KeptValues = 1 }, out BucketView? view)) ReadAll(view!);
        }

        Assert.InRange(refused, 1, 1500);
    }

    [Fact]
    public void GarbageIsRefused()
    {
        var random = new Random(11);
        for (int round = 0; round < 5000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            if (bytes.Length > 8)
            {
                bytes[0] = BucketCodec.Version;
                bytes[1] &= 1;
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 4), Crc32C.Of(bytes.AsSpan(0, bytes.Length - 4)));
            }

            Assert.False(BucketCodec.Verify(bytes, LargeKey));
        }
    }

    [Fact]
    public void EmptyBucket_ComesBack()
    {
        byte[] bytes = BucketCodec.WriteOpen(new Bucket(LargeKey, BucketLimits.Default));

        Assert.True(BucketCodec.TryReadBucket(bytes, LargeKey, BucketLimits.Default, out Bucket? bucket));
        Assert.Equal(0, bucket!.Rows);
    }

    private static void ReadAll(BucketView view)
    {
        try
        {
            for (Column column = Column.Name; column <= Column.Props; column++) Assert.Equal(view.RowCount, view.Codes(column).Length);
            _ = view.EventIds;
        }
        catch (InvalidDataException)
        {
            // The one error that a view names; the column was forged.
            Assert.True(view.RowCount > 0);
        }
    }
}
