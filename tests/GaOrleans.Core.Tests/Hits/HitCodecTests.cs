using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Tests.Buckets;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Core.Tests.Hits;

public class HitCodecTests
{
    // Version 1, of the hit of Golden(). Never change this: readers must go on reading it.
    private const string GoldenV1 = "011F0007000AC0E189AB0D01D20980B5184E6BD92077C13A8F2A000000000000000870616765766965770B2F676F6C64656E2F6F6E650B7777772E6578616D706C6510024445000000064368726F6D650000001C06476F6F676C65000E4F7267616E69632053656172636800000000000904706C616E0370726F9E1F52554500AC0237";

    [Fact]
    public void Hits_ComeBack_ForEveryKind()
    {
        foreach (Hit hit in RandomHits.Make(9, 500))
        {
            Hit back = HitBytes.ToHit(HitBytes.Fields(hit));
            Assert.Equal(hit with { ReceivedMs = hit.TimeMs, Props = back.Props }, back);
            Assert.Equal(hit.Props, back.Props);
        }
    }

    [Fact]
    public void Encoded_NeverExceedsMaxSize_WithTheLargestNumbers()
    {
        Hit hit = Golden() with { Site = int.MaxValue, Shard = int.MaxValue, Hour = 99_999_999_999, TimeMs = (99_999_999_999 * 1000) + 3_599_999, ReceivedMs = long.MaxValue / 2, EngagementMs = int.MaxValue, Revenue = new Revenue(long.MinValue, "EUR") };

        Assert.Equal(hit with { Props = [] }, HitBytes.ToHit(HitBytes.Fields(hit)) with { Props = [] });
    }

    [Fact]
    public void EveryTruncationIsRefused()
    {
        byte[] bytes = HitBytes.Of(Golden());
        for (int length = 0; length < bytes.Length; length++) Assert.False(HitCodec.TryRead(bytes.AsSpan(0, length), out _));
        Assert.False(HitCodec.TryRead([.. bytes, 0], out _));
    }

    [Fact]
    public void UnknownVersionAndUnknownFlagsAreRefused()
    {
        byte[] bytes = HitBytes.Of(Golden());
        Assert.False(HitCodec.TryRead([2, .. bytes[1..]], out _));
        Assert.False(HitCodec.TryRead([bytes[0], (byte)(bytes[1] | 32), .. bytes[2..]], out _));
    }

    [Fact]
    public void FlippedAndRandomBytes_NeverThrow()
    {
        byte[] bytes = HitBytes.Of(Golden());
        int read = 0;
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            if (HitCodec.TryRead(flipped, out HitFields hit) && hit.TimeMs >= hit.Hour * 1000) read++;
        }

        // Most flips make another hit, which is why the checksum stands outside.
        Assert.InRange(read, bytes.Length, bytes.Length * 8);
    }

    [Fact]
    public void Frame_GivesItsHitsBack_AndTheRawOfTheOneBefore()
    {
        byte[][] hits = [.. RandomHits.Make(4, 3).Select(HitBytes.Of)];
        byte[] frame = Frame(hits, ["{1}", "", "{3}"]);

        Assert.True(HitFrame.TryOpen(frame, out HitFrameReader reader));
        Assert.Equal("{env}"u8.ToArray(), reader.Envelope.ToArray());
        foreach ((byte[] hit, string raw) in hits.Zip(["{1}", "{1}", "{3}"]))
        {
            Assert.True(reader.TryNext(out _));
            Assert.Equal(hit, reader.Encoded.ToArray());
            Assert.Equal(raw, System.Text.Encoding.UTF8.GetString(reader.Raw));
        }

        Assert.False(reader.TryNext(out _));
        Assert.False(reader.Malformed);
    }

    [Fact]
    public void Frame_IsMalformed_WhenCut()
    {
        byte[] frame = Frame([.. RandomHits.Make(4, 3).Select(HitBytes.Of)], ["{1}", "", "{3}"]);
        for (int length = 0; length < frame.Length; length++)
        {
            bool whole = HitFrame.TryOpen(frame.AsSpan(0, length), out HitFrameReader reader);
            while (whole && reader.TryNext(out _)) whole = !reader.Malformed;
            Assert.False(whole && !reader.Malformed);
        }
    }

    [Fact]
    public void Golden_IsWrittenAndRead_AsEver()
    {
        byte[] bytes = HitBytes.Of(Golden());

        Assert.Equal(GoldenV1, Convert.ToHexString(bytes));
        Assert.Equal(Golden() with { Props = [] }, HitBytes.ToHit(HitBytes.Fields(Convert.FromHexString(GoldenV1))) with { Props = [] });
    }

    private static byte[] Frame(byte[][] hits, string[] raws)
    {
        var buffer = new byte[4096];
        var to = new ByteWriter(buffer);
        HitFrame.WriteHeader(ref to, hits.Length, "{env}"u8);
        for (int i = 0; i < hits.Length; i++)
        {
            to.Blob(hits[i]);
            to.Text(raws[i]);
        }

        return to.Written.ToArray();
    }

    private static Hit Golden() => new()
    {
        Site = 10, Hour = RandomHits.Hour, Shard = 1, TimeMs = (RandomHits.Hour * 1000) + 1234, ReceivedMs = (RandomHits.Hour * 1000) + 201_234,
        Visitor = 0x8F3A_C177_20D9_6B4E, EventId = 42, ParserVersion = 7, Page = "/golden/one", Hostname = "www.example",
        Client = new ClientInfo("DE", Browser: "Chrome"), Origin = new OriginInfo("Google", Channel: "Organic Search"), Props = [new("plan", "pro")],
        Revenue = new Revenue(1999, "EUR"), EngagementMs = 300, ScrollDepth = 55,
    };
}
