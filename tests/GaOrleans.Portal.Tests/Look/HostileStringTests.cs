using GaOrleans.Portal.Charts;
using GaOrleans.Portal.Look;
using Microsoft.AspNetCore.Components;

namespace GaOrleans.Portal.Tests.Look;

/// <summary>Whatever text comes from outside stays text in every component.</summary>
public sealed class HostileStringTests
{
    public static TheoryData<string> Strings() => [.. Drawing.Hostile];

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Lists_ShowItHarmlessly(string text)
    {
        Drawing.AssertHarmless(await Drawing.OfAsync<BarList>(("Rows", new BarRow[] { new(text, text, 3, text, Href: text), new("b", "b", 1, Href: "javascript:alert(1)") }), ("Head", text), ("ValueHead", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<Donut>(("Slices", new BarRow[] { new(text, text, 3) })));
        Drawing.AssertHarmless(await Drawing.OfAsync<Heatmap>(("Rows", new HeatRow[] { new(text, 3, [100, 20]) }), ("Columns", new[] { text, "b" }), ("Caption", text)));
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Charts_ShowItHarmlessly(string text)
    {
        Drawing.AssertHarmless(await Drawing.OfAsync<TimeChart>(("Labels", new[] { text, "b" }), ("Series", new ChartSeries[] { new(text, [1, 2], [2, 1]) }), ("Annotations", new ChartFlag[] { new(1, text) }), ("Title", text), ("Currency", text), ("Format", NumberFormat.Money)));
        Drawing.AssertHarmless(await Drawing.OfAsync<FunnelChart>(("Steps", new FunnelBar[] { new(text, 3, text), new("b", 1) })));
        Drawing.AssertHarmless(await Drawing.OfAsync<PathChart>(("Nodes", new PathNode[] { new(0, text, 3), new(1, "b", 1) }), ("Links", new PathLink[] { new(0, 1, 1) }), ("Label", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<WorldMap>(("Values", new Dictionary<string, double>(StringComparer.Ordinal) { [text] = 3, ["DE"] = 1 }), ("ValueHead", text)));
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Parts_ShowItHarmlessly(string text)
    {
        RenderFragment content = builder => builder.AddContent(0, text);
        Drawing.AssertHarmless(await Drawing.OfAsync<GaCard>(("Title", text), ("ChildContent", content)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaNotice>(("Title", text), ("Text", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaEmpty>(("Title", text), ("Text", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaCode>(("Text", text), ("Language", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaText>(("Value", text), ("Placeholder", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaArea>(("Value", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaSelect<string>>(("Value", text), ("Options", new GaOption<string>[] { new(text, text, text) })));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaButton>(("Label", text), ("Title", text), ("Icon", text)));
        Drawing.AssertHarmless(await Drawing.OfAsync<GaTabs>(("Items", new GaTab[] { new(text, text) }), ("Active", text)));
    }
}
