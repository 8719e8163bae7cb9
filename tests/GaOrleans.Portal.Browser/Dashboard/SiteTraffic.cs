using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GaOrleans.Portal.Browser.Dashboard;

/// <summary>A site of the demo merchant, and hits for it as a trusted server sends them.</summary>
internal sealed class SiteTraffic : IDisposable
{
    private readonly HttpClient _http;
    private int _sent;

    private SiteTraffic(HttpClient http, string domain) => (_http, Domain) = (http, domain);

    /// <summary>The site's domain.</summary>
    public string Domain { get; }

    /// <summary>The path of its dashboard.</summary>
    public string Path => $"/sites/{Domain}";

    /// <summary>Traffic for a site that is there or will be.</summary>
    public static SiteTraffic For(PortalProcess service, string domain)
    {
        var http = new HttpClient { BaseAddress = new Uri(service.Url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(System.IO.Path.Combine(service.Data, "demo.key")).Trim());
        return new SiteTraffic(http, domain);
    }

    /// <summary>Creates a site of its own.</summary>
    public static async Task<SiteTraffic> CreateAsync(PortalProcess service, string domain)
    {
        SiteTraffic traffic = For(service, domain);
        using HttpResponseMessage made = await traffic._http.PostAsJsonAsync("/api/v1/sites", new { domain, timezone = "Etc/UTC", currency = "EUR" });
        made.EnsureSuccessStatusCode();
        return traffic;
    }

    /// <summary>Sends page views of as many visitors, now.</summary>
    public Task ViewAsync(string page, int visitors, string country = "DE", string referrer = "") =>
        SendAsync(Enumerable.Range(0, visitors).Select(_ => Event("pageview", page, country, referrer)));

    /// <summary>An event of another visitor.</summary>
    public JsonObject Event(string name, string page, string country = "DE", string referrer = "")
    {
        int number = ++_sent;
        return new JsonObject
        {
            ["name"] = name,
            ["url"] = $"https://{Domain}{page}",
            ["referrer"] = referrer,
            ["country"] = country,
            ["ip"] = $"198.51.{number / 250}.{(number % 250) + 1}",
            ["user_agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        };
    }

    /// <summary>Sends events.</summary>
    public async Task SendAsync(IEnumerable<JsonObject> events)
    {
        string said = await TrySendAsync(events);
        Assert.Contains("\"invalid\":[]", said, StringComparison.Ordinal);
    }

    /// <summary>Sends events that may be refused.</summary>
    /// <returns>The answer.</returns>
    public async Task<string> TrySendAsync(IEnumerable<JsonObject> events)
    {
        var body = new JsonObject { ["site"] = Domain, ["events"] = new JsonArray([.. events]) };
        using HttpResponseMessage answer = await _http.PostAsJsonAsync("/v1/events", body);
        string said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, said);
        return said;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
