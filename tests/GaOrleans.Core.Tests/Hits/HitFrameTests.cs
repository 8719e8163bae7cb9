using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Hits;

public sealed class HitFrameTests
{
    // Version 1, of Frame(). Never change this: readers must go on reading it.
    private const string GoldenV1 = "0102107B2277697265223A226261746368227D49010100000003C08B86B00D00F40390034D00000000000000087061676576696577042F6F6E6509612E6578616D706C650800000000000000000E0000064469726563740000000000000C7B226E616D65223A2261227D49010100000003C08B86B00D00F40390034D00000000000000087061676576696577042F74776F09612E6578616D706C650800000000000000000E00000644697265637400000000000000";

    [Fact]
    public void Golden_IsWrittenAndRead_AsEver()
    {
        Assert.Equal(GoldenV1, Convert.ToHexString(Frame()));
        Assert.True(HitFrame.TryOpen(Convert.FromHexString(GoldenV1), out HitFrameReader reader));
        Assert.Equal(2, reader.Count);
        Assert.Equal("""{"wire":"batch"}""", System.Text.Encoding.UTF8.GetString(reader.Envelope));
        Assert.True(reader.TryNext(out HitFields first));
        Assert.Equal("/one", System.Text.Encoding.UTF8.GetString(first.Page));
        Assert.True(reader.TryNext(out HitFields second));
        Assert.Equal("/two", System.Text.Encoding.UTF8.GetString(second.Page));
        Assert.Equal("""{"name":"a"}""", System.Text.Encoding.UTF8.GetString(reader.Raw));
        Assert.False(reader.TryNext(out _));
        Assert.False(reader.Malformed);
    }

    [Fact]
    public void Frame_IsRefused_WhenOfAnotherVersion()
    {
        byte[] frame = Frame();
        frame[0]++;
        Assert.False(HitFrame.TryOpen(frame, out _));
    }

    [Fact]
    public void Frame_NeverThrows_WhateverItsBytes()
    {
        byte[] frame = Frame();
        for (int bit = 0; bit < frame.Length * 8; bit++)
        {
            byte[] flipped = [.. frame];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            int read = 0;
            bool opened = HitFrame.TryOpen(flipped, out HitFrameReader reader);
            while (opened && reader.TryNext(out _)) read++;
            Assert.Equal(opened ? reader.Read : 0, read);
        }
    }

    private static byte[] Frame()
    {
        var to = new ByteWriter(new byte[1024]);
        HitFrame.WriteHeader(ref to, 2, """{"wire":"batch"}"""u8);
        to.Blob(HitBytes.Of(Of("/one")));
        to.Blob("""{"name":"a"}"""u8);
        to.Blob(HitBytes.Of(Of("/two")));
        to.Blob([]);
        return to.Written.ToArray();
    }

    private static Hit Of(string page) => new() { Site = 3, Hour = 1_795_212_000, TimeMs = 1_795_212_000_500, ReceivedMs = 1_795_212_000_700, Visitor = 77, Name = "pageview", Page = page, Hostname = "a.example" };
}
