using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GaOrleans.Portal.Tests.Shell;

/// <summary>The address of the service in what is copied from pages.</summary>
public sealed partial class OwnAddressTests
{
    [Theory]
    [InlineData(null, "http://10.0.0.7:8080/", "http://10.0.0.7:8080")]
    [InlineData("https://stats.shop.example", "http://10.0.0.7:8080/", "https://stats.shop.example")]
    [InlineData("https://shop.example/stats/", "http://10.0.0.7:8080/", "https://shop.example/stats")]
    public void Address_IsTheOneSet_ElseThatOfThePage(string? configured, string page, string expected) =>
        Assert.Equal(expected, new PortalOptions { PublicUrl = configured }.AddressOn(page));

    // Behind a proxy that changes the host, the page's own address is one that nobody outside can open.
    [Fact]
    public void Pages_NeverShowTheirOwnAddress_WithoutAskingForTheOneSet()
    {
        string[] sources = [.. Directory.EnumerateFiles(PortalFolder(), "*", SearchOption.AllDirectories).Where(IsSource)];
        Assert.Contains(sources, file => File.ReadAllText(file).Contains("AddressOn(Navigation.BaseUri)", StringComparison.Ordinal));
        Assert.Empty(sources.Where(file => BareAddress().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName));
    }

    private static bool IsSource(string file) =>
        Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string PortalFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "web", "GaOrleans.Portal"));

    [GeneratedRegex(@"(?<!AddressOn\()Navigation\.BaseUri", RegexOptions.CultureInvariant)]
    private static partial Regex BareAddress();
}
