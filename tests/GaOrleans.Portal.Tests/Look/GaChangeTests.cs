using System.Text.RegularExpressions;
using GaOrleans.Engine.Reports.Answered;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Look;

public sealed partial class GaChangeTests
{
    [Theory]
    [InlineData("visitors", -25, 40, "↓down 25 %", "ga-change-bad")]
    [InlineData("visitors", 0, 40, "unchanged 0 %", "")]
    [InlineData("visitors", 100, 0, "new", "ga-change-good")]
    [InlineData("scroll_depth", 10, 40, "↑up 10 %", "ga-change-good")]
    [InlineData("conversion_rate", 1.5, 0, "↑up 1.5 pt", "ga-change-good")]
    [InlineData("bounce_rate", 3, 40, "↑up, for the worse, 3 pt", "ga-change-bad")]
    [InlineData("bounce_rate", -3, 40, "↓down, for the better, 3 pt", "ga-change-good")]
    [InlineData("total_revenue", 1234567, 1, "↑up 1.23M %", "ga-change-good")]
    public async Task Change_IsToldInWords_NotByItsColourAlone(string metric, double by, double before, string text, string colour)
    {
        string html = await Drawing.OfAsync<GaChange>(("Change", AnsweredChange.Of(MetricTraits.Of(metric), by, before)));

        Assert.Equal(text, System.Net.WebUtility.HtmlDecode(Tag().Replace(html, "")));
        Assert.Contains($"class=\"ga-change {colour}\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_IsNotThere_WhereNoneCanBeTold() => Assert.Empty(await Drawing.OfAsync<GaChange>(("Change", null)));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
