using GaOrleans.Portal.Assets;
using GaOrleans.Portal.Shell;

namespace GaOrleans.Portal.Tests.Shell;

/// <summary>What pages load.</summary>
public sealed class AssetTests
{
    private static readonly PortalAssets Assets = new();

    [Fact]
    public void StyleSheet_IsOursThenRadzensPartsThenAreas_WithoutAnythingFromElsewhere()
    {
        string sheet = Text("portal.css");
        Assert.True(sheet.IndexOf("--accent:", StringComparison.Ordinal) < sheet.IndexOf(".rz-dropdown", StringComparison.Ordinal));
        Assert.True(sheet.IndexOf(".rz-dropdown", StringComparison.Ordinal) < sheet.IndexOf(".ga-card", StringComparison.Ordinal));
        Assert.DoesNotContain("@import", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("@font-face", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("url(http", sheet, StringComparison.Ordinal);
        Assert.DoesNotContain("url(\"http", sheet, StringComparison.Ordinal);
        Assert.Equal(sheet.Count(c => c == '{'), sheet.Count(c => c == '}'));
    }

    [Fact]
    public void Radzen_IsCutToItsParts()
    {
        string part = RadzenStyles.Select(".rz-button{a:b}:root{--rz-input-height:1px;--rz-chart-x:2px}.rz-dropdown:hover{c:d}@media(x){.rz-dropdown{e:f}}@font-face{g:h}");
        Assert.Equal(":root{--rz-input-height:1px;}\n.rz-dropdown:hover{c:d}\n", part);
    }

    [Theory]
    [InlineData("portal.js", 20_000)]
    [InlineData("portal.css", 30_000)]
    [InlineData("blazor.js", 70_000)]
    [InlineData("radzen.js", 70_000)]
    public void Scripts_StaySmallOnTheWay(string name, int bytes)
    {
        PortalAsset asset = Assets.Find(name)!;
        (byte[] content, string? encoding) = asset.For("gzip, deflate, br");
        Assert.Equal("br", encoding);
        Assert.InRange(content.Length, 1, bytes);
        Assert.Null(asset.For("identity").Encoding);
        Assert.StartsWith($"/_portal/{asset.Fingerprint}/", Assets.Url(name), StringComparison.Ordinal);
    }

    [Fact]
    public void Script_UsesNothingThatThePolicyForbids()
    {
        string script = Text("portal.js");
        Assert.DoesNotContain("eval(", script, StringComparison.Ordinal);
        Assert.DoesNotContain("new Function", script, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", ShellArea.Account, null, "")]
    [InlineData("sites", ShellArea.Account, null, "sites")]
    [InlineData("sites/new", ShellArea.Account, null, "sites")]
    [InlineData("sites/shop.example?f=a%2Fb", ShellArea.Site, "shop.example", "")]
    [InlineData("sites/shop.example/settings/keys#x", ShellArea.Site, "shop.example", "settings")]
    [InlineData("admin/audit", ShellArea.Admin, null, "audit")]
    public void Place_IsToldFromTheAddress(string path, ShellArea area, string? site, string section) => Assert.Equal(new ShellPlace(area, site, section), ShellPlace.Of(path));

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(Assets.Find(name)!.Content);
}
