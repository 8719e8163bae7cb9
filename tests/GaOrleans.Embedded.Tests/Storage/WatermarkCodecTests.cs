using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Storage;

namespace GaOrleans.Embedded.Tests.Storage;

public sealed class WatermarkCodecTests
{
    // Never change this: readers must go on reading it.
    private const string GoldenV1 = "00E80707FFFFFFFFFFFFFFFF7F";

    private static readonly LogPosition[] Sample = [new(0, 1000), new(7, long.MaxValue)];

    [Fact]
    public void Golden_IsWrittenAndRead_AsEver()
    {
        Assert.Equal(GoldenV1, Convert.ToHexString(WatermarkCodec.Write(Sample)));
        Assert.Equal(Sample, WatermarkCodec.Read(Convert.FromHexString(GoldenV1)));
        Assert.Empty(WatermarkCodec.Read([])!);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("00E8")]
    [InlineData("00E80707FFFFFFFFFFFFFFFF")]
    public void Cut_IsRefused(string bytes) => Assert.Null(WatermarkCodec.Read(Convert.FromHexString(bytes)));
}
