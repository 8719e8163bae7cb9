using System.Net;
using System.Text.Json;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Api;

/// <summary>Sites, goals, segments, links, keys, saved queries and merchants: made, seen, changed, deleted, and refused by name.</summary>
public sealed class ConfigurationTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task Sites_AreMadeSeenChangedAndDeleted()
    {
        string key = service.Key("all");
        Assert.Equal("""{"domain":"new.example","timezone":"Asia/Tokyo","currency":"JPY"}""",
            await OkAsync(HttpMethod.Post, "/api/v1/sites", key, """{"domain":"WWW.New.example","timezone":"Asia/Tokyo","currency":"jpy"}"""));
        Assert.Contains("new.example", await OkAsync(HttpMethod.Get, "/api/v1/sites", key));
        Assert.DoesNotContain("new.example", await OkAsync(HttpMethod.Get, "/api/v1/sites", service.Key("foreign")));
        Assert.DoesNotContain("new.example", await OkAsync(HttpMethod.Get, "/api/v1/sites", service.Key("bound")));
        Assert.Equal("""{"domain":"newer.example","timezone":"Asia/Tokyo","currency":"JPY"}""",
            await OkAsync(HttpMethod.Put, "/api/v1/sites/new.example", key, """{"domain":"newer.example"}"""));
        int site = service.Configuration.FindSite("newer.example")!.Id;
        Assert.Equal("""{"deleted":true}""", await OkAsync(HttpMethod.Delete, "/api/v1/sites/newer.example", key));
        Assert.Contains(site, service.DeletedSites.Deleted);
        using HttpResponseMessage gone = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/newer.example", key);
        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
    }

    [Theory]
    [InlineData("""{"domain":"no host name"}""", "domain: must be a host name")]
    [InlineData("""{"domain":"www.Goals"}""", "a name that the interface uses itself")]
    [InlineData("""{"domain":"fresh.example","timezone":"Mars/Olympus"}""", "timezone: must be a name of the IANA database")]
    [InlineData("""{"domain":"fresh.example","currency":"Euro"}""", "currency: must be a code")]
    [InlineData("""{"domain":5}""", "must be texts")]
    [InlineData("""{"domain":"other.example"}""", "cannot be registered")]
    [InlineData("""{"domain":"shop.example"}""", "cannot be registered")]
    [InlineData("""{"domain":"a","domain":"b"}""", "not JSON")]
    public async Task Site_IsRefusedByName_WhenWrong(string body, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v1/sites", service.Key("all"), body);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task BoundKey_CannotMakeSites()
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v1/sites", service.Key("bound"), """{"domain":"fresh.example"}""");
        Assert.Contains("bound to one site", await HttpFixture.BodyAsync(response, HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task Goals_ArePutSeenAndDeleted()
    {
        string key = service.Key("all");
        JsonElement made = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, """{"site_id":"shop.example","goal_type":"event","event_name":"Purchase","currency":"eur","custom_props":{"plan":"pro"}}"""));
        Assert.Equal(("Purchase", "event", "EUR", "shop.example"), (Text(made, "display_name"), Text(made, "goal_type"), Text(made, "currency"), Text(made, "domain")));
        JsonElement again = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, """{"site_id":"shop.example","goal_type":"event","event_name":"Purchase","currency":"eur","display_name":"Sold","custom_props":{"plan":"pro"}}"""));
        Assert.Equal(made.GetProperty("id").GetInt64(), again.GetProperty("id").GetInt64());
        JsonElement page = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, """{"site_id":"shop.example","goal_type":"page","page_path":"/blog/**"}"""));
        Assert.Equal("Visit /blog/**", Text(page, "display_name"));
        using HttpResponseMessage twin = await service.SendAsync(HttpMethod.Put, "/api/v1/sites/goals", key, """{"site_id":"shop.example","goal_type":"event","event_name":"x","display_name":"Visit /blog/**"}""");
        Assert.Contains("display_name: has already been taken by another goal", await HttpFixture.BodyAsync(twin, HttpStatusCode.BadRequest));
        Assert.Equal(2, Json(await OkAsync(HttpMethod.Get, "/api/v1/sites/goals?site_id=shop.example", key)).GetProperty("goals").GetArrayLength());
        await OkAsync(HttpMethod.Delete, $"/api/v1/sites/goals/{page.GetProperty("id")}?site_id=shop.example", key);
        await OkAsync(HttpMethod.Delete, "/api/v1/sites/goals", key, $$"""{"site_id":"shop.example","goal_id":{{made.GetProperty("id")}}}""");
        using HttpResponseMessage gone = await service.SendAsync(HttpMethod.Delete, $"/api/v1/sites/goals/{page.GetProperty("id")}", key, """{"site_id":"shop.example"}""");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Goal_KeepsWhatThePutDoesNotName_AndItsNameForItself()
    {
        string key = service.Key("all");
        const string Goal = "\"site_id\":\"shop.example\",\"goal_type\":\"event\",\"event_name\":\"Upgrade\"";
        JsonElement made = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, "{" + Goal + ""","currency":"EUR","display_name":"Upgraded","custom_props":{"plan":"pro"}}"""));
        JsonElement found = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, "{" + Goal + "}"));
        Assert.Equal(made.GetRawText(), found.GetRawText());
        JsonElement changed = Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/goals", key, "{" + Goal + ""","currency":null}"""));
        Assert.Equal((JsonValueKind.Null, "Upgraded"), (changed.GetProperty("currency").ValueKind, Text(changed, "display_name")));
        using HttpResponseMessage taken = await service.SendAsync(HttpMethod.Put, "/api/v1/sites/goals", key, """{"site_id":"shop.example","goal_type":"page","page_path":"/up","display_name":"Upgraded"}""");
        Assert.Contains("already been taken", await HttpFixture.BodyAsync(taken, HttpStatusCode.BadRequest));
        await OkAsync(HttpMethod.Delete, $"/api/v1/sites/goals/{made.GetProperty("id")}?site_id=shop.example", key);
    }

    [Theory]
    [InlineData("""{"goal_type":"event","event_name":"x"}""", "site_id")]
    [InlineData("""{"site_id":"shop.example"}""", "goal_type")]
    [InlineData("""{"site_id":"shop.example","goal_type":"event"}""", "event_name: is required")]
    [InlineData("""{"site_id":"shop.example","goal_type":"page","page_path":"blog"}""", "page_path: must start with")]
    [InlineData("""{"site_id":"shop.example","goal_type":"event","event_name":"x","currency":"12"}""", "currency")]
    [InlineData("""{"site_id":"shop.example","goal_type":"event","event_name":"x","custom_props":{"a":1}}""", "custom_props")]
    public async Task Goal_IsRefusedByName_WhenWrong(string body, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Put, "/api/v1/sites/goals", service.Key("all"), body);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Segments_ArePostedSeenAndDeleted()
    {
        const string Path = "/api/v1/sites/shop.example/segments";
        JsonElement made = Json(await OkAsync(HttpMethod.Post, Path, service.Key("all"), """{"name":"Germans","filters":[["is","visit:country",["DE"]]]}"""));
        Assert.Contains("""[["is","visit:country",["DE"]]]""", await OkAsync(HttpMethod.Get, Path, service.Key("read")));
        await OkAsync(HttpMethod.Delete, $"{Path}/{made.GetProperty("id")}", service.Key("all"));
        foreach (bool inQuery in new[] { true, false })
        {
            long id = Json(await OkAsync(HttpMethod.Post, Path, service.Key("all"), """{"name":"French","filters":[["is","visit:country",["FR"]]]}""")).GetProperty("id").GetInt64();
            await OkAsync(HttpMethod.Delete, inQuery ? $"{Path}?id={id}" : Path, service.Key("all"), inQuery ? null : $$"""{"id":{{id}}}""");
        }

        Assert.Equal("""{"segments":[]}""", await OkAsync(HttpMethod.Get, Path, service.Key("read")));
        using HttpResponseMessage bad = await service.SendAsync(HttpMethod.Post, Path, service.Key("all"), """{"name":"Bad","filters":[["resembles","visit:country",["DE"]]]}""");
        Assert.Contains("#/filters", await HttpFixture.BodyAsync(bad, HttpStatusCode.BadRequest));
        using HttpResponseMessage nested = await service.SendAsync(HttpMethod.Post, Path, service.Key("all"), """{"name":"Nested","filters":[["or",[["not",["is","segment",[1]]]]]]}""");
        Assert.Contains("cannot hold segments", await HttpFixture.BodyAsync(nested, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task SharedLinks_KeepTheirSecret()
    {
        string first = Text(Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/shared-links", service.Key("all"), """{"site_id":"shop.example","name":"Agency"}""")), "url");
        string second = Text(Json(await OkAsync(HttpMethod.Put, "/api/v1/sites/shared-links", service.Key("all"), """{"site_id":"shop.example","name":"Agency"}""")), "url");
        Assert.Equal(first, second);
        Assert.Contains("/share/shop.example?auth=", first);
        Assert.Contains("Agency", await OkAsync(HttpMethod.Get, "/api/v1/sites/shared-links?site_id=shop.example", service.Key("all")));
    }

    [Fact]
    public async Task Keys_AreShownOnce_WorkAndAreRevoked()
    {
        const string Path = "/api/v1/sites/blog.example/keys";
        JsonElement made = Json(await OkAsync(HttpMethod.Post, Path, service.Key("all"), """{"name":"Reader","scopes":["read"]}"""));
        string secret = Text(made, "key");
        Assert.DoesNotContain(secret, await OkAsync(HttpMethod.Get, Path, service.Key("all")));
        await OkAsync(HttpMethod.Get, "/api/v1/sites/blog.example", secret);
        using HttpResponseMessage elsewhere = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/shop.example", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        await OkAsync(HttpMethod.Delete, $"{Path}/{made.GetProperty("id")}", service.Key("all"));
        using HttpResponseMessage revoked = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/blog.example", secret);
        Assert.Equal(HttpStatusCode.Unauthorized, revoked.StatusCode);
    }

    [Theory]
    [InlineData("manage", """{"name":"x","scopes":["read"]}""", "cannot give scopes that it does not have")]
    [InlineData("all", """{"name":"x","scopes":["staff"]}""", "scopes: must be a list")]
    [InlineData("all", """{"name":"x","scopes":[]}""", "scopes: must be a list")]
    [InlineData("all", """{"scopes":["read"]}""", "name: is required")]
    public async Task Key_IsRefused_WhenItWouldGiveTooMuch(string giver, string body, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v1/sites/shop.example/keys", service.Key(giver), body);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task BoundKey_CannotRevokeKeysOfAllSites()
    {
        JsonElement keys = Json(await OkAsync(HttpMethod.Get, "/api/v1/sites/blog.example/keys", service.Key("bound"))).GetProperty("keys");
        JsonElement wide = keys.EnumerateArray().First(key => key.GetProperty("site").ValueKind == JsonValueKind.Null);
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Delete, $"/api/v1/sites/blog.example/keys/{wide.GetProperty("id")}", service.Key("bound"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task SavedQueries_AreCheckedKeptAndRun()
    {
        const string Path = "/api/v1/sites/shop.example/queries/top%20sources";
        const string Query = """{"metrics":["visitors"],"date_range":"7d"}""";
        using HttpResponseMessage bad = await service.SendAsync(HttpMethod.Put, Path, service.Key("all"), """{"metrics":["baa"],"date_range":"7d"}""");
        Assert.Contains("Invalid metric", await HttpFixture.BodyAsync(bad, HttpStatusCode.BadRequest));
        Assert.Equal($$"""{"name":"top sources","query":{{Query}}}""", await OkAsync(HttpMethod.Put, Path, service.Key("all"), Query));
        Assert.Contains(Query, await OkAsync(HttpMethod.Get, "/api/v1/sites/shop.example/queries", service.Key("read")));
        Assert.Contains("\"results\":[{\"metrics\":[0]", await OkAsync(HttpMethod.Post, Path + "/run", service.Key("read")));
        await OkAsync(HttpMethod.Delete, Path, service.Key("all"));
        using HttpResponseMessage gone = await service.SendAsync(HttpMethod.Post, Path + "/run", service.Key("read"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Staff_CreatesMerchants_AndSuspendsThem()
    {
        string staff = service.Key("staff");
        JsonElement made = Json(await OkAsync(HttpMethod.Post, "/api/admin/merchants", staff, """{"name":"Third"}"""));
        string key = Text(made, "key");
        await OkAsync(HttpMethod.Post, "/api/v1/sites", key, """{"domain":"third.example"}""");
        Assert.Contains("third.example", await OkAsync(HttpMethod.Get, "/api/admin/merchants", staff));
        await OkAsync(HttpMethod.Put, $"/api/admin/merchants/{made.GetProperty("id")}", staff, """{"suspended":true}""");
        using HttpResponseMessage refused = await service.SendAsync(HttpMethod.Get, "/api/v1/sites", key);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using HttpResponseMessage dropped = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://third.example/"}""");
        Assert.Equal("1", Assert.Single(dropped.Headers.GetValues("x-plausible-dropped")));
        await OkAsync(HttpMethod.Put, $"/api/admin/merchants/{made.GetProperty("id")}", staff, """{"suspended":false,"name":"Third again"}""");
        Assert.Contains("third.example", await OkAsync(HttpMethod.Get, "/api/v1/sites", key));
        await OkAsync(HttpMethod.Post, $"/api/admin/merchants/{made.GetProperty("id")}/keys", staff, """{"name":"Second","scopes":["read"]}""");
    }

    private async Task<string> OkAsync(HttpMethod method, string path, string key, string? body = null)
    {
        using HttpResponseMessage response = await service.SendAsync(method, path, key, body);
        return await HttpFixture.BodyAsync(response, HttpStatusCode.OK);
    }

    private static JsonElement Json(string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
