using System.Text.Json;
using GaOrleans.Core.Enrichment;
using Xunit.Abstractions;

namespace GaOrleans.Core.Tests.Enrichment;

public class UserAgentsTests(ITestOutputHelper output)
{
    private static readonly ClientHints NoHints = new();

    // uap-core's families under the names of API.md. It tells in-app browsers apart where we say Mobile App.
    private static readonly Dictionary<string, string> Browsers = new(StringComparer.Ordinal)
    {
        ["Chrome Mobile"] = "Chrome", ["Firefox Mobile"] = "Firefox", ["Mobile Safari"] = "Safari", ["Mobile Safari UI/WKWebView"] = "Mobile App",
        ["Android"] = "Android Browser", ["IE"] = "Internet Explorer", ["IE Mobile"] = "Internet Explorer", ["DuckDuckGo Mobile"] = "DuckDuckGo",
        ["HeadlessChrome"] = "Chromium", ["Google"] = "Mobile App", ["Opera Mobile"] = "Opera", ["Facebook"] = "Mobile App", ["Samsung Internet"] = "Samsung Browser",
        ["Edge"] = "Microsoft Edge", ["Edge Mobile"] = "Microsoft Edge", ["MiuiBrowser"] = "MIUI Browser", ["Instagram"] = "Mobile App",
    };

    private static readonly Dictionary<string, string> Systems = new(StringComparer.Ordinal) { ["Linux"] = "GNU/Linux", ["Ubuntu"] = "GNU/Linux", ["Mac OS X"] = "Mac" };

    [Fact]
    public void Browser_Agrees_WithUapCore()
    {
        (int all, int names, int versions) = (0, 0, 0);
        foreach (JsonElement line in TestData.Read("user-agents.json").GetProperty("browsers").EnumerateArray())
        {
            string agent = line.GetProperty("ua").GetString()!, family = line.GetProperty("family").GetString()!, major = line.GetProperty("major").GetString()!;
            string expected = Browsers.GetValueOrDefault(family, family);
            ClientTraits traits = UserAgents.Parse(agent, NoHints);
            bool sameVersion = expected == "Mobile App" || traits.BrowserVersion.Split('.')[0] == major;
            all++;
            if (traits.Browser == expected) names++;
            if (traits.Browser == expected && sameVersion) versions++;
            else output.WriteLine($"{expected} {major} but {traits.Browser} {traits.BrowserVersion}: {agent}");
        }

        output.WriteLine($"browsers {100.0 * names / all:F1} %, with major version {100.0 * versions / all:F1} % of {all}");
        Assert.True(names >= all * 0.97, $"{names} of {all}");
        Assert.True(versions >= all * 0.92, $"{versions} of {all}");
    }

    [Fact]
    public void System_Agrees_WithUapCore()
    {
        (int all, int names, int versions) = (0, 0, 0);
        foreach (JsonElement line in TestData.Read("user-agents.json").GetProperty("systems").EnumerateArray())
        {
            string agent = line.GetProperty("ua").GetString()!, family = line.GetProperty("family").GetString()!, major = line.GetProperty("major").GetString()!;
            string expected = Systems.GetValueOrDefault(family, family);
            ClientTraits traits = UserAgents.Parse(agent, NoHints);
            all++;
            if (traits.Os == expected) names++;
            bool sameVersion = traits.OsVersion.Split('.')[0] == major;
            if (traits.Os == expected && sameVersion) versions++;
            else output.WriteLine($"{expected} {major} but {traits.Os} {traits.OsVersion}: {agent}");
        }

        output.WriteLine($"systems {100.0 * names / all:F1} %, with major version {100.0 * versions / all:F1} % of {all}");
        Assert.True(names >= all * 0.97, $"{names} of {all}");
        Assert.True(versions >= all * 0.92, $"{versions} of {all}");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36", "Chrome", "118.0", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15", "Safari", "17.4", "Mac", "10.15", "Desktop")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox", "125.0", "GNU/Linux", "", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.0.0", "Microsoft Edge", "124.0", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 OPR/108.0.0.0", "Opera", "108.0", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36", "Samsung Browser", "23.0", "Android", "13", "Mobile")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36", "Chrome", "124.0", "Android", "10", "Tablet")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1", "Safari", "17.4", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1", "Chrome", "124.0", "iOS", "16.6", "Tablet")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36", "Chrome", "124.0", "Chrome OS", "", "Desktop")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36", "Mobile App", "", "Android", "14", "Mobile")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148", "Mobile App", "", "iOS", "17.4", "Mobile")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "11.0", "Windows", "7", "Desktop")]
    [InlineData("Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; WOW64; Trident/5.0; Tablet PC 2.0)", "Internet Explorer", "9.0", "Windows", "7", "Desktop")]
    [InlineData("Mozilla/5.0 (Android 13; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0", "Firefox", "125.0", "Android", "13", "Tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; AFTS Build/PS7285) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36", "Chrome", "108.0", "Android", "9", "Desktop")]
    [InlineData("Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36", "Chrome", "94.0", "webOS", "", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 Vivaldi/6.6.3271.45", "Vivaldi", "6.6", "Windows", "10", "Desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 YaBrowser/24.4.0.0 Safari/537.36", "Yandex Browser", "24.4", "Windows", "10", "Desktop")]
    [InlineData("", "", "", "", "", "")]
    public void Parse_ReadsAllParts_OfCommonAgents(string agent, string browser, string version, string os, string osVersion, string device) =>
        Assert.Equal(new ClientTraits(device, browser, version, os, osVersion), UserAgents.Parse(agent, NoHints));

    [Theory]
    [InlineData("\"Chromium\";v=\"124\", \"Google Chrome\";v=\"124\", \"Not-A.Brand\";v=\"99\"", "\"Windows\"", "\"15.0.0\"", "?0", "Chrome", "124.0", "Windows", "11")]
    [InlineData("\"Chromium\";v=\"124\", \"Brave\";v=\"124\", \"Not-A.Brand\";v=\"99\"", "\"Windows\"", "\"10.0.0\"", "?0", "Brave", "124.0", "Windows", "10")]
    [InlineData("\"Brave\";v=\"124\"", "\"macOS\"", "\"14.4.1\"", "?0", "Brave", "124.0", "Mac", "14.4")]
    [InlineData("", "\"Linux\"", "", "?0", "Chrome", "124.0", "GNU/Linux", "")]
    [InlineData("garbage \"\"\"v=\"", "\"Plan 9\"", "x", "?7", "Chrome", "124.0", "Windows", "10")]
    public void Parse_PrefersHints_WhenSent(string brands, string platform, string platformVersion, string mobile, string browser, string version, string os, string osVersion)
    {
        const string agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36";
        Assert.Equal(new ClientTraits("Desktop", browser, version, os, osVersion), UserAgents.Parse(agent, new ClientHints(brands, platform, platformVersion, mobile)));
    }

    [Theory]
    [InlineData("Chrome/124.0.0.0 Mobile Safari/537.36", "Mobile App", "")]
    [InlineData("Chrome/124.0.0.0 Mobile DuckDuckGo/5 Safari/537.36", "DuckDuckGo", "5.0")]
    public void Parse_SaysMobileApp_WhenTheBrandIsAWebView(string end, string browser, string version)
    {
        ClientTraits traits = UserAgents.Parse("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) " + end,
            new ClientHints("\"Android WebView\";v=\"124\"", "\"Android\"", "\"14.0.0\"", "?1"));
        Assert.Equal(new ClientTraits("Mobile", browser, version, "Android", "14"), traits);
    }

    [Fact]
    public void Parse_KeepsTheAgentsBrowser_WhenTheBrandIsOnlyTheEngine()
    {
        const string agent = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 DuckDuckGo/5";
        ClientTraits traits = UserAgents.Parse(agent, new ClientHints("\"Google Chrome\";v=\"124\"", "\"Android\"", "\"14.0.0\"", "?1"));
        Assert.Equal(new ClientTraits("Mobile", "DuckDuckGo", "5.0", "Android", "14"), traits);
    }
}
