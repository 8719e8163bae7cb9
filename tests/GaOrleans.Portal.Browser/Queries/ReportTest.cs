using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GaOrleans.Portal.Browser.Queries;

/// <summary>A test as the demo merchant, at a site of its own whose hits the test posts.</summary>
public abstract partial class ReportTest(BrowserFixture browser, PortalFixture portal) : PortalTest(browser, portal)
{
    private const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

    private readonly List<object> _hits = [];

    /// <summary>The site.</summary>
    protected string Domain { get; private set; } = "";

    /// <summary>Noon of yesterday.</summary>
    protected static DateTimeOffset Yesterday { get; } = new(TimeProvider.System.GetUtcNow().Date.AddHours(-12), TimeSpan.Zero);

    /// <summary>Makes the site and signs in.</summary>
    protected async Task BeginAsync(string domain)
    {
        Domain = domain;
        await PostAsync("/api/v1/sites", new { domain, timezone = "Etc/UTC", currency = "EUR" });
        await SignInAsync();
    }

    /// <summary>Remembers a hit of a visitor.</summary>
    /// <param name="visitor">Who.</param>
    /// <param name="at">When.</param>
    /// <param name="path">Path and query of the page.</param>
    /// <param name="name">Name of the event.</param>
    protected void Hit(string visitor, DateTimeOffset at, string path, string name = "pageview") =>
        _hits.Add(new { name, url = $"https://{Domain}{path}", timestamp = at.ToUnixTimeMilliseconds(), visitor_id = visitor, user_agent = UserAgent, ip = "203.0.113.9" });

    /// <summary>Posts what was remembered.</summary>
    protected Task PostHitsAsync() => PostAsync("/v1/events", new { site = Domain, events = _hits });

    /// <summary>The address of a page of the site, with a draft in it.</summary>
    protected string At(string page, string? draft = null) => $"/sites/{Domain}/{page}" + (draft is null ? "" : $"{(page.Contains('?') ? '&' : '?')}q={Uri.EscapeDataString(draft)}");

    /// <summary>Posts JSON with the key of the first start.</summary>
    protected async Task PostAsync(string path, object body, HttpMethod? method = null)
    {
        using var client = new HttpClient { BaseAddress = new Uri(Service.Url) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Said(Key()));
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        using HttpResponseMessage answer = await client.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode} {text}");
        if (path == "/v1/events") Assert.Equal(_hits.Count, JsonDocument.Parse(text).RootElement.GetProperty("accepted").GetInt32());
    }

    /// <summary>Follows a download to its text.</summary>
    protected async Task<(string Name, string Text)> DownloadAsync(Func<Task> click)
    {
        Microsoft.Playwright.IDownload download = await Page.RunAndWaitForDownloadAsync(click);
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync(), Encoding.UTF8));
    }

    // The service writes the key once, at its first start.
    private string Said(Regex pattern)
    {
        lock (Service.Output) return Service.Output.Select(line => pattern.Match(line)).First(match => match.Success).Groups["it"].Value;
    }

    [GeneratedRegex(@"^\s*(?<it>gak_\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
