using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using GaOrleans.Http.Api;
using GaOrleans.Http.Tests.Service;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GaOrleans.Http.Tests.Api;

public sealed class OperationsTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task Health_TellsAliveFromReady()
    {
        Assert.Equal("live", await service.Client.GetStringAsync("/healthz/live"));
        Assert.Equal("ready", await service.Client.GetStringAsync("/healthz/ready"));
        service.NotReadyBecause = "recovering";
        using HttpResponseMessage response = await service.Client.GetAsync("/healthz/ready");
        service.NotReadyBecause = null;
        Assert.Equal("not ready: recovering", await HttpFixture.BodyAsync(response, HttpStatusCode.ServiceUnavailable));
        Assert.Equal("live", await service.Client.GetStringAsync("/healthz/live"));
    }

    [Fact]
    public async Task Metrics_CountWhatHappens_InThePrometheusFormat()
    {
        using HttpResponseMessage posted = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://shop.example/"}""");
        using HttpResponseMessage unknown = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://nowhere.example/"}""");
        string text = await service.Client.GetStringAsync("/metrics");
        Assert.Contains("ga_hits_accepted_total 1\n", text);
        Assert.Contains("ga_hits_dropped_total{reason=\"unknown_site\"} 1\n", text);
        Assert.Contains("ga_store_seconds_count 1\n", text);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) Assert.Matches(@"^(# (HELP|TYPE) \w+ .+|\w+(\{\w+=""[^""]*""\})? [0-9.eE+-]+)$", line);
    }

    [Fact]
    public void Histogram_IsCumulative()
    {
        var writer = new Operations.MetricsWriter();
        writer.Histogram("h_seconds", "Help.", [0.1, 1], [3, 2, 1], 4.5);
        Assert.Equal("# HELP h_seconds Help.\n# TYPE h_seconds histogram\nh_seconds_bucket{le=\"0.1\"} 3\nh_seconds_bucket{le=\"1\"} 5\nh_seconds_bucket{le=\"+Inf\"} 6\nh_seconds_sum 4.5\nh_seconds_count 6\n", writer.ToString());
    }

    [Fact]
    public async Task OpenApi_DescribesEveryEndpoint()
    {
        using JsonDocument document = JsonDocument.Parse(await service.Client.GetStringAsync("/openapi/v1.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        foreach (RouteEndpoint endpoint in service.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            foreach (string method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(method => method != "HEAD"))
            {
                JsonElement operation = paths.GetProperty(endpoint.RoutePattern.RawText!).GetProperty(method.ToLowerInvariant());
                Assert.Equal(endpoint.Metadata.GetMetadata<RouteInfo>()!.Summary, operation.GetProperty("summary").GetString());
                Assert.NotEqual("", operation.GetProperty("description").GetString());
            }
        }
    }

    [Fact]
    public async Task OpenApi_TellsParametersKeysAndRefusals()
    {
        using JsonDocument document = JsonDocument.Parse(await service.Client.GetStringAsync("/openapi/v1.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        JsonElement single = paths.GetProperty("/api/event").GetProperty("post");
        Assert.Equal(["202", "400", "401", "403", "413", "415", "429", "503"], Responses(single));
        Assert.Equal(2, single.GetProperty("security").GetArrayLength());
        JsonElement goals = paths.GetProperty("/api/v1/sites/goals").GetProperty("get");
        Assert.Equal("site_id", Assert.Single(goals.GetProperty("parameters").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(["200", "401", "403", "404", "429", "503"], Responses(paths.GetProperty("/api/v1/sites/{domain}/queries/{name}").GetProperty("get")));
        Assert.Equal(["200", "503"], Responses(paths.GetProperty("/healthz/ready").GetProperty("get")));
        Assert.True(paths.TryGetProperty("/openapi/v1.json", out _));
    }

    private static IEnumerable<string> Responses(JsonElement operation) => operation.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/openapi/v2.json", HttpStatusCode.NotFound, "nothing at this address")]
    [InlineData("GET", "/api/event", HttpStatusCode.MethodNotAllowed, "The method GET is not answered here, but OPTIONS, POST is.")]
    [InlineData("PUT", "/api/v2/query", HttpStatusCode.MethodNotAllowed, "The method PUT is not answered here, but POST is.")]
    public async Task Request_IsToldWhy_WhenNothingAnswersIt(string method, string path, HttpStatusCode status, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        using JsonDocument answer = JsonDocument.Parse(await HttpFixture.BodyAsync(response, status));
        Assert.Contains(expected, answer.RootElement.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/healthz/live")]
    [InlineData("/api/v1/sites")]
    [InlineData("/nowhere")]
    public async Task SecurityHeaders_AreOnEveryAnswer(string path)
    {
        using HttpResponseMessage response = await service.Client.GetAsync(path);
        Assert.Equal("nosniff", string.Join(',', response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", string.Join(',', response.Headers.GetValues("X-Frame-Options")));
        Assert.Contains("default-src 'none'", string.Join(',', response.Headers.GetValues("Content-Security-Policy")));
        Assert.True(response.Headers.Contains("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Rates_RefuseAKeyThatAsksTooOften_AndLetItInAgain()
    {
        var clock = new FixedClock();
        var rates = new RequestRates(new HttpOptions { RequestsPerSecond = 2, RequestBurst = 3 }, new SteppedClock(() => clock.Now));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => rates.TryTake(1)));
        Assert.True(rates.TryTake(2));
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => rates.TryTake(1)));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task BrokenHttp_IsRefused_AndTheServiceLivesOn()
    {
        foreach (string request in new[]
        {
            "POST /api/event HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n", "POST /api/event HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /api/event HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n{}", "POST /v1/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n{}",
            "POST /v1/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", "GET /" + new string('a', 20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n", "\0\0\0\0\r\n\r\n",
            "POST /api/event HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
        })
        {
            Assert.DoesNotContain("HTTP/1.1 5", await AnswerAsync(request));
        }

        Assert.Equal("live", await service.Client.GetStringAsync("/healthz/live"));
    }

    // What the server says before it closes the connection, which may be nothing.
    private async Task<string> AnswerAsync(string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service.Address.Host, service.Address.Port);
        var answer = new byte[4096];
        int size = 0;
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request));
            socket.Shutdown(SocketShutdown.Send);
            for (int read = -1; read != 0 && size < answer.Length; size += read) read = await socket.ReceiveAsync(answer.AsMemory(size));
        }
        catch (SocketException)
        {
            // Closed already.
        }

        return Encoding.ASCII.GetString(answer, 0, size);
    }

    private sealed class SteppedClock(Func<DateTimeOffset> now) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now().Ticks;
    }
}
