using GaOrleans.Core.Enrichment;
using Xunit.Abstractions;

namespace GaOrleans.Core.Tests.Enrichment;

public class BotsTests(ITestOutputHelper output)
{
    [Fact]
    public void Bots_AreRecognised_ForNearlyAllKnownCrawlers()
    {
        List<string> agents = [.. TestData.Read("crawlers.json").GetProperty("instances").EnumerateArray().Select(e => e.GetString()!)];
        List<string> missed = [.. agents.Where(agent => !Bots.IsBot(agent))];
        output.WriteLine($"caught {100.0 * (agents.Count - missed.Count) / agents.Count:F2} % of {agents.Count}");
        foreach (string agent in missed) output.WriteLine("missed: " + agent);
        Assert.True(missed.Count <= agents.Count * 0.015, $"{missed.Count} of {agents.Count} missed");
    }

    [Fact]
    public void Bots_AreNoPeople_InTheBrowsersFile()
    {
        string[] wrong = [.. Agents("browsers").Concat(Agents("systems")).Where(Bots.IsBot)];
        foreach (string agent in wrong) output.WriteLine("bot: " + agent);
        // These two really are programs.
        Assert.All(wrong, agent => Assert.True(agent.Contains("HeadlessChrome", StringComparison.Ordinal) || agent.Contains("Google Web Preview", StringComparison.Ordinal), agent));
    }

    [Theory]
    [InlineData("")]
    [InlineData("curl/8.5.0")]
    [InlineData("python-requests/2.31.0")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("Go-http-client/2.0")]
    [InlineData("Mozilla/5.0")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 (compatible; AdsBot-Google-Mobile)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)")]
    public void Bots_AreRecognised_WhenPrograms(string agent) => Assert.True(Bots.IsBot(agent));

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBCR/OrangeBotswana]")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 Instagram 330.0.0.40.92 Android")]
    [InlineData("Opera/9.80 (Android; Opera Mini/36.2/119.132; U; id) Presto/2.12.423 Version/12.16")]
    public void Bots_AreNoPeople_WhenBrowsers(string agent) => Assert.False(Bots.IsBot(agent));

    [Fact]
    public void Bots_AreRecognised_ByHeadlessBrands() => Assert.True(Bots.IsBotBrand("\"HeadlessChrome\";v=\"120\""));

    private static IEnumerable<string> Agents(string list) => TestData.Read("user-agents.json").GetProperty(list).EnumerateArray().Select(e => e.GetProperty("ua").GetString()!);
}
