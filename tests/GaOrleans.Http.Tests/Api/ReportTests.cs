using System.Net;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Api;

public sealed class ReportTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    [Theory]
    [InlineData("""{"site_id":"shop.example","metrics":["visitors"],"date_range":"7d"}""", HttpStatusCode.OK, "\"results\":[{\"metrics\":[0]")]
    [InlineData("""{"site_id":"shop.example","metrics":["visitors","baa"],"date_range":"7d"}""", HttpStatusCode.BadRequest, "Invalid metric")]
    [InlineData("""{"metrics":["visitors"],"date_range":"7d"}""", HttpStatusCode.BadRequest, "site_id")]
    [InlineData("""{"site_id":7,"metrics":["visitors"],"date_range":"7d"}""", HttpStatusCode.BadRequest, "site_id")]
    [InlineData("nonsense", HttpStatusCode.BadRequest, "Expected JSON but could not read it")]
    [InlineData("[]", HttpStatusCode.BadRequest, "Expected Object but got Array")]
    [InlineData("", HttpStatusCode.BadRequest, "Expected JSON but could not read it")]
    [InlineData("""{"site_id":"other.example","metrics":["visitors"],"date_range":"7d"}""", HttpStatusCode.Unauthorized, "Invalid API key or site ID")]
    public async Task Query_IsAnsweredOrRefused(string query, HttpStatusCode status, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v2/query", service.Key("read"), query);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, status));
    }

    [Theory]
    [InlineData("funnel", """{"site_id":"shop.example","date_range":"7d","steps":[{"page":"/"},{"event":"buy"}]}""", HttpStatusCode.OK, "\"name\":\"buy\",\"visitors\":0")]
    [InlineData("funnel", """{"site_id":"shop.example","date_range":"7d","steps":[{"page":"/"}]}""", HttpStatusCode.BadRequest, "#/steps: Expected a minimum of 2 items but got 1.")]
    [InlineData("funnel", """{"date_range":"7d","steps":[{"page":"/"},{"event":"buy"}]}""", HttpStatusCode.BadRequest, "site_id")]
    [InlineData("funnel", "nonsense", HttpStatusCode.BadRequest, "Expected JSON but could not read it")]
    [InlineData("funnel", """{"site_id":"other.example","date_range":"7d","steps":[{"page":"/"},{"event":"buy"}]}""", HttpStatusCode.Unauthorized, "Invalid API key or site ID")]
    [InlineData("retention", """{"site_id":"shop.example","date_range":"7d"}""", HttpStatusCode.OK, "\"visitors\":0,\"returned\":[0,0,0,0,0,0,0]")]
    [InlineData("retention", """{"site_id":"shop.example","date_range":"7d","period":"hour"}""", HttpStatusCode.BadRequest, "#/period: Value")]
    [InlineData("paths", """{"site_id":"shop.example","date_range":"7d"}""", HttpStatusCode.OK, "\"results\":{\"visits\":0,\"nodes\":[],\"links\":[]}")]
    [InlineData("paths", """{"site_id":"shop.example","date_range":"7d","nodes":51}""", HttpStatusCode.BadRequest, "#/nodes: Expected the value to be")]
    public async Task Journey_IsAnsweredOrRefused(string kind, string query, HttpStatusCode status, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v2/" + kind, service.Key("read"), query);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, status));
    }

    [Theory]
    [InlineData("query", """{"site_id":"shop.example","metrics":["visitors"],"date_range":"7d","dimensions":["visit:source"]}""", "visit:source,")]
    [InlineData("funnel", """{"site_id":"shop.example","date_range":"7d","steps":[{"page":"/"},{"event":"buy"}]}""", "step,name,")]
    [InlineData("retention", """{"site_id":"shop.example","date_range":"7d"}""", "cohort,visitors,period_0")]
    [InlineData("paths", """{"site_id":"shop.example","date_range":"7d"}""", "step,source_kind")]
    public async Task Report_IsAnsweredAsCsv_WhenAskedFor(string kind, string query, string start)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v2/" + kind) { Content = new StringContent(query) };
        request.Headers.Authorization = new("Bearer", service.Key("read"));
        request.Headers.Accept.ParseAdd("text/csv");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        Assert.StartsWith(start, await HttpFixture.BodyAsync(response, HttpStatusCode.OK), StringComparison.Ordinal);
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("", HttpStatusCode.OK, "time,")]
    [InlineData("?from=2026-06-01&to=2026-06-15", HttpStatusCode.OK, "time,")]
    [InlineData("?from=yesterday", HttpStatusCode.BadRequest, "must be days")]
    [InlineData("?from=2026-06-15&to=2026-06-01", HttpStatusCode.BadRequest, "before the first")]
    [InlineData("?from=2000-01-01&to=2026-06-01", HttpStatusCode.BadRequest, "at most")]
    [InlineData("?to=0001-01-01", HttpStatusCode.BadRequest, "between 1970")]
    [InlineData("?from=9999-12-31&to=9999-12-31", HttpStatusCode.BadRequest, "between 1970")]
    public async Task Export_IsCsv_OrRefusedByName(string query, HttpStatusCode status, string expected)
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/shop.example/export.csv" + query, service.Key("read"));
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, status));
    }

    [Fact]
    public async Task Live_CountsVisitors()
    {
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Get, "/api/v1/sites/shop.example/live", service.Key("read"));
        Assert.Equal("""{"visitors":0}""", await HttpFixture.BodyAsync(response, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Reports_WaitForRecovery()
    {
        service.CanReport = false;
        using HttpResponseMessage response = await service.SendAsync(HttpMethod.Post, "/api/v2/query", service.Key("read"), """{"site_id":"shop.example","metrics":["visitors"],"date_range":"7d"}""");
        service.CanReport = true;
        await HttpFixture.BodyAsync(response, HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
    }
}
