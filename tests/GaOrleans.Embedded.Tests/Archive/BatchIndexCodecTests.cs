using GaOrleans.Embedded.Archive;

namespace GaOrleans.Embedded.Tests.Archive;

public sealed class BatchIndexCodecTests
{
    private const long First = 1_000_000;

    private static readonly BatchIndex Sample = new(
    [
        new IndexedFile(1_795_212_000, [new IndexedMember(700, 2000, 0x01020304, [new IndexedRun(0, 1, First + 5, First + 5), new IndexedRun(300, 2, First, First + 130)])]),
        new IndexedFile(1_795_215_600, []),
    ]);

    [Fact]
    public void Version1_ReadsAndWritesItsGoldenBytes()
    {
        const string Golden = "0102E08583D80601BC05D00F040302010200010500AC0202008201F0A183D806005B61AECE";

        byte[] written = BatchIndexCodec.Write(Sample, First);

        Assert.Equal(Golden, Convert.ToHexString(written));
        Assert.NotNull(BatchIndexCodec.Read(Convert.FromHexString(Golden), First));
    }

    [Fact]
    public void Index_ComesBackAsItWas()
    {
        BatchIndex read = BatchIndexCodec.Read(BatchIndexCodec.Write(Sample, First), First)!;

        Assert.Equal(Sample.Files.Select(file => file.Hour), read.Files.Select(file => file.Hour));
        IndexedMember member = Assert.Single(read.Files[0].Members);
        Assert.Equal((700, 2000, 0x01020304u), (member.SizeBytes, member.TextBytes, member.Crc));
        Assert.Equal(Sample.Files[0].Members[0].Runs, member.Runs);
        Assert.Empty(read.Files[1].Members);
    }

    [Fact]
    public void Read_RefusesEveryFlippedBitAndEveryCut()
    {
        byte[] bytes = BatchIndexCodec.Write(Sample, First);
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Null(BatchIndexCodec.Read(flipped, First));
        }

        for (int size = 0; size < bytes.Length; size++) Assert.Null(BatchIndexCodec.Read(bytes.AsSpan(0, size), First));
    }
}
