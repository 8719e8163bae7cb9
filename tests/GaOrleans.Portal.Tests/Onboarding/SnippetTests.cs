using System.Text.Json;
using System.Text.RegularExpressions;
using GaOrleans.Core.Enrichment;
using GaOrleans.Portal.Onboarding;

namespace GaOrleans.Portal.Tests.Onboarding;

/// <summary>What people copy counts hits as it stands.</summary>
public sealed partial class SnippetTests
{
    private static readonly IReadOnlyList<Snippet> Snippets = Snippet.All("https://stats.example.com", "shop.example");

    [Fact]
    public void Programs_AreNotTakenForBots()
    {
        Assert.False(Bots.IsBot(Agent("curl", CurlAgent())));
        Assert.False(Bots.IsBot(Agent("server", JsonAgent())));
    }

    [Theory]
    [InlineData("curl")]
    [InlineData("server")]
    public void Bodies_AreJson(string key)
    {
        string code = Code(key);
        int from = code.IndexOf("-d '", StringComparison.Ordinal) + 4;
        using JsonDocument body = JsonDocument.Parse(code[from..code.IndexOf('\'', from)]);
        Assert.Equal(JsonValueKind.Object, body.RootElement.ValueKind);
    }

    [Fact]
    public void Events_MayBeSentBeforeTheTrackerIsThere()
    {
        string code = Code("events");
        Assert.InRange(code.IndexOf("window.plausible = window.plausible ||", StringComparison.Ordinal), 0, code.IndexOf("plausible('Purchase'", StringComparison.Ordinal));
    }

    [Fact]
    public void All_NameTheServiceAndTheSite() => Assert.All(Snippets.Where(snippet => snippet.Key != "events"), snippet =>
    {
        Assert.Contains("https://stats.example.com/", snippet.Code, StringComparison.Ordinal);
        Assert.Contains("shop.example", snippet.Code, StringComparison.Ordinal);
    });

    private static string Code(string key) => Snippets.Single(snippet => snippet.Key == key).Code;

    private static string Agent(string key, Regex pattern) => pattern.Match(Code(key)).Groups["agent"].Value is { Length: > 0 } agent ? agent : throw new InvalidOperationException($"{key} names no browser");

    [GeneratedRegex("-A '(?<agent>[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CurlAgent();

    [GeneratedRegex("\"user_agent\":\"(?<agent>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonAgent();
}
