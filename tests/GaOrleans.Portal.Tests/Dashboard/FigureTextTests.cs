using GaOrleans.Portal.Dashboard.Values;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Dashboard;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(NumberFormat.Count, -25, 40d, "25 %")]
    [InlineData(NumberFormat.Count, 0, 40d, "0 %")]
    [InlineData(NumberFormat.Count, 0, 0d, null)]
    [InlineData(NumberFormat.Count, 100, 0d, "new")]
    [InlineData(NumberFormat.Money, 100, 0d, "new")]
    [InlineData(NumberFormat.Duration, 100, 0d, null)]
    [InlineData(NumberFormat.Percent, 45, 0d, "45 pt")]
    [InlineData(NumberFormat.Count, 100, null, "100 %")]
    public void Change_AgainstNothing_IsNoPercentage(NumberFormat format, double change, double? before, string? text) => Assert.Equal(text, FigureText.Change(format, change, before));
}
