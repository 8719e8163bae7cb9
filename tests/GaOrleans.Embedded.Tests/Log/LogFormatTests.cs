using GaOrleans.Embedded.Log;

namespace GaOrleans.Embedded.Tests.Log;

/// <summary>The bytes of the log as version 1 has them. They are never changed: readers must go on reading them.</summary>
public sealed class LogFormatTests
{
    private const string SegmentV1 = "47414C5301000700000000000000EFCDAB8967452301E80300000000000006000000000000001032547698BADCFE40E20100000000007E9587FB";
    private const string RecordV1 = "05000000F17A90C0E80300000000000002000000001000006672616D65";
    private const ulong SegmentId = 0x0123_4567_89AB_CDEF;

    private static readonly SegmentHeader Header = new(7, SegmentId, 1000, 6, 0xFEDC_BA98_7654_3210, 123_456);

    [Fact]
    public void SegmentHeader_IsWrittenAndRead_AsEver()
    {
        byte[] page = Page();
        Assert.Equal(SegmentV1, Convert.ToHexString(page.AsSpan(0, SegmentV1.Length / 2)));
        Assert.False(page.AsSpan(SegmentV1.Length / 2).ContainsAnyExcept((byte)0));
        Assert.True(SegmentHeader.TryRead(Convert.FromHexString(SegmentV1), out SegmentHeader read));
        Assert.Equal(Header, read);
    }

    [Fact]
    public void SegmentHeader_IsRefused_WhenCutOrFlipped()
    {
        byte[] golden = Convert.FromHexString(SegmentV1);
        for (int size = 0; size < golden.Length; size++) Assert.False(SegmentHeader.TryRead(golden.AsSpan(0, size), out _));
        for (int bit = 0; bit < golden.Length * 8; bit++) Assert.False(SegmentHeader.TryRead(Flipped(golden, bit), out _));
    }

    [Fact]
    public void Record_IsWrittenAndRead_AsEver()
    {
        byte[] record = Record();
        Assert.Equal(RecordV1, Convert.ToHexString(record));
        Assert.True(RecordHeader.TryPeek(record, out RecordHeader header));
        Assert.Equal(new RecordHeader(5, 1000, 2, 4096), header);
        Assert.True(RecordHeader.IsSound(record, SegmentId));
    }

    [Fact]
    public void Record_IsUnsound_WhenFlippedOrOfAnotherSegment()
    {
        byte[] golden = Convert.FromHexString(RecordV1);
        for (int bit = 0; bit < golden.Length * 8; bit++) Assert.False(RecordHeader.IsSound(Flipped(golden, bit), SegmentId));
        Assert.False(RecordHeader.IsSound(golden, SegmentId + 1));
    }

    private static byte[] Page()
    {
        var page = new byte[SegmentHeader.PageBytes];
        Header.Write(page);
        return page;
    }

    private static byte[] Record()
    {
        var record = new byte[RecordHeader.Bytes + 5];
        new RecordHeader(5, 1000, 2, 4096).Write(record, SegmentId, "frame"u8);
        return record;
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
