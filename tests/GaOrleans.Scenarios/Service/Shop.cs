using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GaOrleans.Scenarios.Service;

/// <summary>A merchant with one site of its own, so that scenarios do not see each other's hits.</summary>
internal sealed class Shop : IDisposable
{
    private readonly HttpClient _client;

    private readonly int _merchant;

    private Shop(HttpClient client, int merchant, string domain) => (_client, _merchant, Domain) = (client, merchant, domain);

    /// <summary>The site.</summary>
    public string Domain { get; }

    /// <summary>Creates merchant and site.</summary>
    public static async Task<Shop> OpenAsync(IScenarioService service, string timezone = "Etc/UTC")
    {
        var client = new HttpClient { BaseAddress = service.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.StaffKey);
        JsonNode merchant = await ReadAsync(await client.PostAsJsonAsync("/api/admin/merchants", new { name = "Scenario" }));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)merchant["key"]!);
        var shop = new Shop(client, (int)merchant["id"]!, $"s{Guid.NewGuid():n}.example");
        await ReadAsync(await client.PostAsJsonAsync("/api/v1/sites", new { domain = shop.Domain, timezone, currency = "EUR" }));
        return shop;
    }

    /// <summary>Sends events in one batch and asserts that all are taken.</summary>
    /// <returns>The answer.</returns>
    public async Task<JsonNode> SendAsync(params Visited[] events)
    {
        JsonNode answer = await ReadAsync(await _client.PostAsJsonAsync("/v1/events", new { site = Domain, events = events.Select(e => e.ToJson(Domain)) }));
        Assert.Equal("[]", answer["dropped"]!.ToJsonString());
        Assert.Equal("[]", answer["invalid"]!.ToJsonString());
        Assert.Equal(events.Length, (int)answer["accepted"]! + (int)answer["duplicates"]!);
        return answer;
    }

    /// <summary>Moves the site to another time zone.</summary>
    public async Task MoveAsync(string timezone) => await ReadAsync(await _client.PutAsJsonAsync($"/api/v1/sites/{Domain}", new { timezone }));

    /// <summary>Has staff limit the merchant; null for the default of the service.</summary>
    public async Task LimitAsync(IScenarioService service, long? monthlyHits, int? mostSites)
    {
        using HttpClient staff = StaffOf(service);
        await ReadAsync(await staff.PutAsJsonAsync($"/api/admin/merchants/{_merchant}", new { monthly_hits = monthlyHits, most_sites = mostSites }));
    }

    /// <summary>What staff sees of the merchant.</summary>
    public async Task<JsonNode> ReportedAsync(IScenarioService service)
    {
        using HttpClient staff = StaffOf(service);
        return await ReadAsync(await staff.GetAsync($"/api/admin/merchants/{_merchant}"));
    }

    /// <summary>Sends hits until every process refuses them, each on a connection of its own.</summary>
    public async Task UseUpAsync()
    {
        const int InARow = 12;
        for (int refused = 0, sent = 0; refused < InARow; sent++)
        {
            Assert.True(sent < 600, "hits are still taken");
            (int status, TimeSpan? retry) = await HitAsync();
            refused = status == 429 ? refused + 1 : 0;
            if (status == 429) Assert.InRange(retry!.Value.TotalSeconds, 1, 3600);
            await Task.Delay(50);
        }
    }

    /// <summary>Sends hits until they are taken.</summary>
    public async Task TakesAgainAsync()
    {
        const int InARow = 12;
        for (int taken = 0, sent = 0; taken < InARow; sent++)
        {
            Assert.True(sent < 600, "hits are still refused");
            taken = (await HitAsync()).Status == 202 ? taken + 1 : 0;
            await Task.Delay(50);
        }
    }

    /// <summary>Tries to add a site.</summary>
    /// <returns>The status of the answer.</returns>
    public async Task<int> AddSiteAsync()
    {
        using HttpResponseMessage answer = await _client.PostAsJsonAsync("/api/v1/sites", new { domain = $"s{Guid.NewGuid():n}.example" });
        return (int)answer.StatusCode;
    }

    /// <summary>Asks a report.</summary>
    /// <param name="query">The query without its site.</param>
    /// <returns>The rows as <c>dimension,...: metric,...</c>, in their order.</returns>
    public async Task<string[]> AskAsync(string query)
    {
        JsonNode answer = await AnswerAsync(query);
        return [.. answer["results"]!.AsArray().Select(row => $"{string.Join(',', row!["dimensions"]!.AsArray())}: {string.Join(',', row["metrics"]!.AsArray().Select(Text))}")];
    }

    /// <summary>Asks a report and hands back all of it.</summary>
    /// <param name="query">What is asked, without its site.</param>
    /// <param name="kind">Which report: <c>query</c>, <c>funnel</c>, <c>retention</c> or <c>paths</c>.</param>
    public async Task<JsonNode> AnswerAsync(string query, string kind = "query")
    {
        JsonObject whole = JsonNode.Parse(query)!.AsObject();
        whole["site_id"] = Domain;
        return await ReadAsync(await _client.PostAsync($"/api/v2/{kind}", new StringContent(whole.ToJsonString())));
    }

    /// <summary>Puts a goal.</summary>
    public async Task PutGoalAsync(object goal)
    {
        JsonObject whole = JsonSerializer.SerializeToNode(goal)!.AsObject();
        whole["site_id"] = Domain;
        await ReadAsync(await _client.PutAsJsonAsync("/api/v1/sites/goals", whole));
    }

    /// <summary>Posts JSON to a path under the site.</summary>
    public async Task<JsonNode> PostAsync(string path, object body) => await ReadAsync(await _client.PostAsJsonAsync($"/api/v1/sites/{Domain}/{path}", body));

    /// <summary>Puts JSON to a path under the site.</summary>
    public async Task<JsonNode> PutAsync(string path, object body) => await ReadAsync(await _client.PutAsJsonAsync($"/api/v1/sites/{Domain}/{path}", body));

    /// <summary>Gets a path under the site.</summary>
    public Task<string> GetAsync(string path) => _client.GetStringAsync($"/api/v1/sites/{Domain}/{path}");

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static HttpClient StaffOf(IScenarioService service)
    {
        var client = new HttpClient { BaseAddress = service.Url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", service.StaffKey);
        return client;
    }

    private async Task<(int Status, TimeSpan? Retry)> HitAsync()
    {
        using var client = new HttpClient { BaseAddress = _client.BaseAddress };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36");
        using HttpResponseMessage answer = await client.PostAsJsonAsync("/api/event", new { n = "pageview", u = $"https://{Domain}/", d = Domain });
        return ((int)answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }

    private static string Text(JsonNode? value) => value is JsonObject money ? money["value"]!.ToJsonString() : value?.ToJsonString() ?? "null";

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            string body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {body}");
            return JsonNode.Parse(body)!;
        }
    }
}
