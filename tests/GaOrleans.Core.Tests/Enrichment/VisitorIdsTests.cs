using GaOrleans.Core.Enrichment;

namespace GaOrleans.Core.Tests.Enrichment;

public class VisitorIdsTests
{
    private readonly VisitorIds _ids = new("0123456789abcdef"u8);

    // The vectors of the SipHash paper's appendix: key 00..0f, message 00..(n-1).
    [Theory]
    [InlineData(0, 0x726FDB47DD0E0E31UL)]
    [InlineData(1, 0x74F839C593DC67FDUL)]
    [InlineData(8, 0x93F5F5799A932462UL)]
    [InlineData(15, 0xA129CA6149BE45E5UL)]
    public void SipHash_IsThatOfThePaper(int length, ulong expected)
    {
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.Equal(expected, SipHash.Of(new SipKey(0x0706050403020100, 0x0F0E0D0C0B0A0908), message));
    }

    [Fact]
    public void OfDay_DiffersByEveryPart()
    {
        ulong[] ids =
        [
            _ids.OfDay(20_000, 1, "1.2.3.4"u8, "agent"u8), _ids.OfDay(20_001, 1, "1.2.3.4"u8, "agent"u8), _ids.OfDay(20_000, 2, "1.2.3.4"u8, "agent"u8),
            _ids.OfDay(20_000, 1, "1.2.3.5"u8, "agent"u8), _ids.OfDay(20_000, 1, "1.2.3.4"u8, "agent2"u8), _ids.OfDay(20_000, 1, "1.2.3.4a"u8, "gent"u8),
            _ids.OfConsented(1, "1.2.3.4agent"u8), new VisitorIds("0123456789abcdeF"u8).OfDay(20_000, 1, "1.2.3.4"u8, "agent"u8), _ids.OfDay(-1, 1, "1.2.3.4"u8, "agent"u8),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.DoesNotContain(0UL, ids);
    }

    [Fact]
    public void OfDay_IsTheSame_AfterOtherDaysTookItsPlace()
    {
        ulong id = _ids.OfDay(20_000, 1, "1.2.3.4"u8, "agent"u8);
        for (int day = 0; day < 1000; day++) _ids.OfDay(day, 1, "1.2.3.4"u8, "agent"u8);
        Assert.Equal(id, _ids.OfDay(20_000, 1, "1.2.3.4"u8, "agent"u8));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(86_399_999, 0)]
    [InlineData(86_400_000, 1)]
    [InlineData(-1, -1)]
    [InlineData(-86_400_000, -1)]
    [InlineData(-86_400_001, -2)]
    public void DayOf_CountsUtcDays(long timeMs, long day) => Assert.Equal(day, VisitorIds.DayOf(timeMs));

    [Fact]
    public void Constructor_RefusesShortSecrets() => Assert.Throws<ArgumentException>(() => new VisitorIds("short"u8));
}
