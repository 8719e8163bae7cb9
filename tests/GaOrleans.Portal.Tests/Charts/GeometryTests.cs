using GaOrleans.Core.Enrichment;
using GaOrleans.Portal.Charts;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Charts;

/// <summary>Where things stand in charts.</summary>
public sealed class GeometryTests
{
    [Theory]
    [InlineData(0, NumberFormat.Count, new double[] { 0, 1 })]
    [InlineData(1, NumberFormat.Count, new double[] { 0, 1 })]
    [InlineData(3, NumberFormat.Count, new double[] { 0, 1, 2, 3 })]
    [InlineData(4200, NumberFormat.Count, new double[] { 0, 1000, 2000, 3000, 4000, 5000 })]
    [InlineData(0.4, NumberFormat.Decimal, new[] { 0, 0.1, 0.2, 0.30000000000000004, 0.4 })]
    [InlineData(170, NumberFormat.Duration, new double[] { 0, 60, 120, 180 })]
    public void Ticks_AreRoundAndReachTheLargest(double largest, NumberFormat format, double[] ticks) => Assert.Equal(ticks, AxisTicks.Of(largest, format));

    [Fact]
    public void Ticks_AreFewAndEvenAndEnough_WhateverTheLargest()
    {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++)
        {
            double largest = Math.Pow(10, random.NextDouble() * 14 - 3);
            foreach (NumberFormat format in Enum.GetValues<NumberFormat>())
            {
                IReadOnlyList<double> ticks = AxisTicks.Of(largest, format);
                Assert.True(ticks[^1] >= largest * (1 - 1e-9), $"{largest} {format}");
                Assert.InRange(ticks.Count, 2, 7);
                Assert.Equal(0, ticks[0]);
                if (format == NumberFormat.Count) Assert.All(ticks, tick => Assert.Equal(Math.Round(tick), tick));
            }
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    public void Ticks_AreZeroAndOne_WhenThereIsNothingToShow(double largest) => Assert.Equal([0, 1], AxisTicks.Of(largest, NumberFormat.Count));

    [Fact]
    public void Line_BreaksWhereValuesAreMissing()
    {
        Assert.Equal("M0 100L333.33 0M1000 50h0", LineShape.Line([0, 10, null, 5], 4, 10, 0, 3));
        Assert.Equal("M500 0h0", LineShape.Line([10], 1, 10, 0, 0));
        Assert.Equal("", LineShape.Line([null, null], 2, 10, 0, 1));
    }

    [Fact]
    public void Area_StandsOnTheGround_PieceByPiece() =>
        Assert.Equal("M0 100L0 100L333.33 0L333.33 100ZM1000 100L1000 50L1000 100Z", LineShape.Area([0, 10, null, 5], 4, 10));

    [Fact]
    public void Values_StayInsideTheDrawing()
    {
        Assert.Equal(0, LineShape.Y(50, 10));
        Assert.Equal(100, LineShape.Y(-5, 10));
        Assert.Equal(100, LineShape.Y(5, 0));
    }

    [Fact]
    public void Map_HasADotForEveryCountry()
    {
        Assert.Equal(CountryNames.Codes.Order(StringComparer.Ordinal), WorldDots.Paths.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("DE", 52.5, 13.4)]
    [InlineData("BR", -23.5, -46.6)]
    [InlineData("JP", 36.3, 138.5)]
    [InlineData("US", 39.1, -94.6)]
    [InlineData("US", 64.8, -147.7)]
    [InlineData("RU", 55.8, 37.6)]
    [InlineData("UA", 45, 34)]
    [InlineData("ZA", -29.1, 26.2)]
    public void Map_PutsCountriesWhereTheyAre(string code, double latitude, double longitude)
    {
        const double Step = 2 * Math.PI / WorldDots.Columns;
        int column = (int)((longitude + 180) / 360 * WorldDots.Columns), row = (int)((Miller(80) - Miller(latitude)) / Step);
        Assert.Contains((column, row), Cells(code));
    }

    [Fact]
    public void Map_GivesSmallCountriesOneDot() => Assert.Single(Cells("MC"));

    [Fact]
    public void Paths_KeepPlacesApartAndBandsWithinTheirBoxes()
    {
        PathNode[] nodes = [new(0, "a", 100), new(1, "b", 60), new(1, "c", 40), new(2, "d", 50)];
        PathLayout layout = PathLayout.Of(nodes, [new(0, 1, 60), new(0, 2, 40), new(1, 3, 50), new(9, 1, 5), new(0, -1, 5)]);
        Assert.Equal(4, layout.Boxes.Count);
        Assert.True(layout.Boxes[2].Y >= layout.Boxes[1].Y + layout.Boxes[1].Height);
        Assert.Equal(layout.Boxes[0].Height, layout.Boxes[1].Height + layout.Boxes[2].Height, 6);
        Assert.All(layout.Bands.Take(3), band => Assert.StartsWith("M", band, StringComparison.Ordinal));
        Assert.All(layout.Bands.Skip(3), band => Assert.Equal("", band));
        Assert.All(layout.Boxes, box => Assert.InRange(box.Y + box.Height, 0, layout.Height));
    }

    private static double Miller(double latitude) => 1.25 * Math.Log(Math.Tan(Math.PI / 4 + 0.4 * latitude * Math.PI / 180));

    private static IEnumerable<(int Column, int Row)> Cells(string code)
    {
        foreach (string run in WorldDots.Paths[code].Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = run.Split([' ', 'h']);
            int column = Whole(parts[0]), row = Whole(parts[1]), more = Whole(parts[2]);
            for (int i = 0; i <= more; i++) yield return (column + i, row);
        }
    }

    private static int Whole(string number) => int.Parse(number[..number.IndexOf('.', StringComparison.Ordinal)], null);
}
