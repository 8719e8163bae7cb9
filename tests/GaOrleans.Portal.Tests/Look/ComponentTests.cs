using GaOrleans.Portal.Charts;
using GaOrleans.Portal.Look;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Tests.Look;

/// <summary>What components say to people who do not see them, and what they draw.</summary>
public sealed class ComponentTests
{
    [Fact]
    public async Task Field_TiesLabelHintAndErrorToItsInput()
    {
        RenderFragment input = builder =>
        {
            builder.OpenComponent<GaText>(0);
            builder.CloseComponent();
        };
        string html = await Drawing.OfAsync<GaField>(("Label", "Name"), ("Hint", "as shown"), ("Error", "missing"), ("ChildContent", input));
        string id = Between(html, "<label for=\"", "\"");
        Assert.Contains($"id=\"{id}\"", html, StringComparison.Ordinal);
        Assert.Contains($"aria-describedby=\"{id}-hint {id}-error\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeChart_TellsEveryValueInATable()
    {
        string html = await Drawing.OfAsync<TimeChart>(("Labels", new[] { "Mon", "Tue", "Wed" }), ("Series", new ChartSeries[] { new("Visitors", [1200, 700, null], [900, 800, 850]) }), ("Partial", true));
        string table = Between(html, "<table>", "</table>");
        Assert.Contains("Mon", table, StringComparison.Ordinal);
        Assert.Contains("1,200", table, StringComparison.Ordinal);
        Assert.Contains("800", table, StringComparison.Ordinal);
        // The last slot with a number is the one that still runs; what is yet to come has none.
        Assert.Contains("Tue (so far)", table, StringComparison.Ordinal);
        Assert.Contains("<td>&#x2013;</td>", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1440)]
    public async Task TimeChart_Draws_WhateverTheNumberOfSlots(int slots)
    {
        string[] labels = [.. Enumerable.Range(0, slots).Select(i => $"{i}")];
        double?[] values = [.. Enumerable.Range(0, slots).Select(i => (double?)i)];
        foreach (ChartKind kind in Enum.GetValues<ChartKind>())
        {
            string html = await Drawing.OfAsync<TimeChart>(("Labels", labels), ("Series", new ChartSeries[] { new("Visitors", values) }), ("Kind", kind), ("Partial", true));
            Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Charts_Draw_WhenThereIsNothing()
    {
        string[] drawn =
        [
            await Drawing.OfAsync<BarList>(("Rows", Array.Empty<BarRow>())), await Drawing.OfAsync<Donut>(("Slices", Array.Empty<BarRow>())), await Drawing.OfAsync<Sparkline>(("Values", Array.Empty<double?>())),
            await Drawing.OfAsync<Heatmap>(("Rows", Array.Empty<HeatRow>()), ("Columns", Array.Empty<string>())), await Drawing.OfAsync<FunnelChart>(("Steps", new FunnelBar[] { new("a", 0), new("b", 0) })),
            await Drawing.OfAsync<PathChart>(("Nodes", Array.Empty<PathNode>()), ("Links", Array.Empty<PathLink>())), await Drawing.OfAsync<WorldMap>(("Values", new Dictionary<string, double>(StringComparer.Ordinal))),
        ];
        Assert.All(drawn, html => Assert.DoesNotContain("NaN", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Table_HasRealHeadersAndSaysItsOrder()
    {
        RenderFragment columns = builder =>
        {
            builder.OpenComponent<GaColumn<string>>(0);
            builder.AddComponentParameter(1, "Title", "Page");
            builder.AddComponentParameter(2, "Text", (Func<string, object?>)(row => row));
            builder.AddComponentParameter(3, "SortBy", (Func<string, object?>)(row => row));
            builder.CloseComponent();
        };
        string html = await Drawing.OfAsync<GaTable<string>>(("Items", new[] { "/", "/a" }), ("Columns", columns), ("Caption", "Pages"));
        Assert.Contains("<th scope=\"col\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-sort=\"none\"", html, StringComparison.Ordinal);
        Assert.Contains("/a", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_KeepsItsTextForCopying()
    {
        string html = await Drawing.OfAsync<GaCode>(("Text", "<script src=\"x\"></script>"));
        Assert.Contains("data-ga-copy=\"&lt;script src=&quot;x&quot;&gt;&lt;/script&gt;\"", html, StringComparison.Ordinal);
    }

    private static string Between(string html, string start, string end)
    {
        int from = html.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return html[from..html.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
