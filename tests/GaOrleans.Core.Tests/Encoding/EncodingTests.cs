using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Tests.Encoding;

public class EncodingTests
{
    [Fact]
    public void Crc32C_IsTheCastagnoliPolynomial()
    {
        // The check values of RFC 3720, appendix B.4, and of the usual catalogue of CRCs.
        Assert.Equal(0xE306_9283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A91_36AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    [Fact]
    public void Crc32C_ContinuesFromASeed() =>
        Assert.Equal(Crc32C.Of("hits and buckets"u8), Crc32C.Of("and buckets"u8, Crc32C.Of("hits "u8)));

    [Fact]
    public void Bits_ComeBack_ForAnyCountAndAnyUnary()
    {
        var random = new Random(3);
        (ulong Value, int Count, ulong Zeros)[] items = [.. Enumerable.Range(0, 2000).Select(i =>
        {
            int count = i % 65;
            ulong mask = count == 64 ? ulong.MaxValue : (1UL << count) - 1;
            return ((ulong)random.NextInt64(long.MinValue, long.MaxValue) & mask, count, (ulong)random.Next(0, i % 40 == 0 ? 300 : 5));
        })];
        var bytes = new ByteBuffer();
        var to = new BitWriter(bytes);
        foreach ((ulong value, int count, ulong zeros) in items)
        {
            to.Bits(value, count);
            to.Unary(zeros);
        }

        to.Flush();
        var from = new BitReader(bytes.Written);
        foreach ((ulong value, int count, ulong zeros) in items)
        {
            Assert.Equal(value, from.Bits(count));
            Assert.Equal(zeros, from.Unary());
        }

        Assert.True(from.AtEnd);
        from.Bits(9);
        Assert.True(from.Failed);
    }

    [Fact]
    public void Tokens_ComeBack_UpToTheLargest()
    {
        int[] values = [.. Enumerable.Range(0, 300), .. Enumerable.Range(4, 26).SelectMany(bit => new[] { (1 << bit) - 1, 1 << bit, (1 << bit) + 1 }), int.MaxValue];
        ByteBuffer tokens = new(), bits = new();
        var bitWriter = new BitWriter(bits);
        var to = new TokenWriter(tokens, ref bitWriter);
        foreach (int value in values) to.Value((uint)value);
        bitWriter.Flush();

        var from = new TokenReader(tokens.Written);
        var bitReader = new BitReader(bits.Written);
        foreach (int value in values) Assert.Equal(value, from.Int(int.MaxValue, ref bitReader));
        Assert.True(from.AtEnd && bitReader.AtEnd);
    }

    [Fact]
    public void TokenReader_Fails_WhenANumberIsTooLarge()
    {
        var bits = new BitReader([]);
        var from = new TokenReader([9, 9, 255]);

        Assert.Equal(9, from.Int(9, ref bits));
        Assert.Equal(0, from.Int(8, ref bits));
        Assert.True(from.Failed);
        Assert.Equal(0, from.Int(int.MaxValue, ref bits));
    }

    [Fact]
    public void ByteReader_NeverReadsOutside()
    {
        var from = new ByteReader([0x80, 0x80]);
        Assert.Equal(0UL, from.Varint());
        Assert.True(from.Failed);
        Assert.True(from.Blob().IsEmpty);

        var tooLong = new ByteReader([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2]);
        tooLong.Varint();
        Assert.True(tooLong.Failed);
    }
}
