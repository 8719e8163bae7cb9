using System.Globalization;
using System.Text.RegularExpressions;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Tests.Look;

/// <summary>The colours of the portal (tokens.css) by the contrast that WCAG 2.2 asks of text, 4.5:1 (success criterion 1.4.3).</summary>
public sealed partial class PaletteTests
{
    private const double LeastContrast = 4.5;

    private static readonly string[] Grounds = ["ground", "surface", "sunken", "raised", "hover"], Texts = ["ink", "ink-2", "ink-3", "accent-text", "good", "bad", "warn", "info"];

    // What has a ground of its own: buttons, notices, and the bars behind the rows of lists.
    private static readonly (string Text, string Ground)[] Pairs =
    [
        ("accent-ink", "accent"), ("accent-ink", "accent-hover"), ("accent-text", "accent-soft"), ("good", "good-soft"), ("warn", "warn-soft"), ("bad", "bad-soft"), ("info", "info-soft"),
        ("ink", "accent-soft"), ("ink", "good-soft"), ("ink", "warn-soft"), ("ink", "bad-soft"), ("ink", "info-soft"), ("ink", "bar"), ("ink", "bar-hover"), ("ink-2", "bar"), ("ink-2", "bar-hover"),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Text_StandsOutFromEveryGround(int theme)
    {
        Dictionary<string, string> colours = Themes()[theme];
        var faint = from pair in Texts.SelectMany(_ => Grounds, (text, ground) => (Text: text, Ground: ground)).Concat(Pairs)
                    let contrast = Contrast(colours[pair.Text], colours[pair.Ground])
                    where contrast < LeastContrast
                    select $"{pair.Text} on {pair.Ground}: {contrast:0.00}";
        Assert.Empty(faint);
    }

    [Fact]
    public void Themes_AreThree_OfWhichTheLastIsTheSecondForThoseWhoFollowTheirSystem()
    {
        Dictionary<string, string>[] themes = Themes();
        Assert.Equal(3, themes.Length);
        Assert.Equal(themes[1].OrderBy(colour => colour.Key, StringComparer.Ordinal), themes[2].OrderBy(colour => colour.Key, StringComparer.Ordinal));
    }

    private static Dictionary<string, string>[] Themes()
    {
        using Stream sheet = typeof(GaChange).Assembly.GetManifestResourceStream("css/tokens.css")!;
        using var reader = new StreamReader(sheet);
        return [.. reader.ReadToEnd().Split("  color-scheme:").Skip(1).Select(block => Colour().Matches(block).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal))];
    }

    private static double Contrast(string first, string second)
    {
        double a = Luminance(first), b = Luminance(second);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // Relative luminance of sRGB, as WCAG defines it.
    private static double Luminance(string hex) => (0.2126 * Linear(hex, 0)) + (0.7152 * Linear(hex, 2)) + (0.0722 * Linear(hex, 4));

    private static double Linear(string hex, int at)
    {
        double value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6});")]
    private static partial Regex Colour();
}
