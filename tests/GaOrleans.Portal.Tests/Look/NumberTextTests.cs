using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Look;

/// <summary>Numbers as people read them.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(7.5, "7.5")]
    [InlineData(1234, "1,234")]
    [InlineData(9999, "9,999")]
    [InlineData(12_345, "12.3k")]
    [InlineData(99_949, "99.9k")]
    [InlineData(123_456, "123k")]
    [InlineData(999_499, "999k")]
    [InlineData(999_950, "1M")]
    [InlineData(4_560_000, "4.56M")]
    [InlineData(7_890_000_000, "7.89B")]
    [InlineData(-12_345, "-12.3k")]
    public void Short_HasThreeFigures(double number, string text) => Assert.Equal(text, NumberText.Short(number));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(2.5, "2.5s")]
    [InlineData(45, "45s")]
    [InlineData(59.7, "1m 00s")]
    [InlineData(65, "1m 05s")]
    [InlineData(3599, "59m 59s")]
    [InlineData(7380, "2h 03m")]
    [InlineData(-65, "-1m 05s")]
    public void Duration_IsToldInTheTwoLargestUnits(double seconds, string text) => Assert.Equal(text, NumberText.Duration(seconds));

    [Theory]
    [InlineData(45.2, "45 %")]
    [InlineData(4.25, "4.3 %")]
    [InlineData(0, "0 %")]
    [InlineData(100, "100 %")]
    public void Percent_HasADecimalOnlyBelowTen(double number, string text) => Assert.Equal(text, NumberText.Percent(number));

    [Theory]
    [InlineData(1234.5, "EUR", "€1,234.50")]
    [InlineData(1234, "EUR", "€1,234.00")]
    [InlineData(-0.5, "USD", "-$0.50")]
    [InlineData(123_456.78, "JPY", "¥123,457")]
    [InlineData(12.3456, "KWD", "KWD\u00A012.346")]
    [InlineData(3, null, "3.00")]
    public void Money_HasTheDecimalsOfItsCurrency(double amount, string? currency, string text) => Assert.Equal(text, NumberText.Money(amount, currency));

    [Theory]
    [InlineData(1234, "EUR", "€1,234")]
    [InlineData(129.9, "EUR", "€129.90")]
    [InlineData(12_345.67, "EUR", "€12.3k")]
    [InlineData(129.5, "JPY", "¥130")]
    [InlineData(6234.6, "KWD", "KWD\u00A06,235")]
    [InlineData(12.345, "KWD", "KWD\u00A012.345")]
    [InlineData(-4_560_000, "KWD", "-KWD\u00A04.56M")]
    [InlineData(0, "EUR", "€0")]
    public void BriefMoney_FitsATile(double amount, string currency, string text) => Assert.Equal(text, NumberText.Brief(amount, NumberFormat.Money, currency));

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_IsADash_WhenThereIsNoNumber(double? number)
    {
        Assert.Equal("–", NumberText.Of(number, NumberFormat.Count));
        Assert.Equal("–", NumberText.Brief(number, NumberFormat.Money, "EUR"));
    }

    [Theory]
    [InlineData(3, "just now")]
    [InlineData(61, "a minute ago")]
    [InlineData(600, "10 minutes ago")]
    [InlineData(90_000, "a day ago")]
    public void Ago_IsToldInOneUnit(double seconds, string text) => Assert.Equal(text, NumberText.Ago(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("https://shop.example/a?b=c", "https://shop.example/a?b=c")]
    [InlineData("http://shop.example", "http://shop.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("JaVaScRiPt:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("//evil.example", null)]
    [InlineData("/relative", null)]
    [InlineData(null, null)]
    public void SafeLink_IsOfTheWebOnly(string? address, string? link) => Assert.Equal(link, SafeLink.Of(address));
}
