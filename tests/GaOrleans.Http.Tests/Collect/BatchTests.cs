using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Collect;

public sealed class BatchTests(HttpFixture service) : IClassFixture<HttpFixture>, IAsyncLifetime
{
    private const string Good = """{"name":"pageview","url":"https://shop.example/"}""";

    public Task InitializeAsync()
    {
        service.Sink.Clear();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Batch_TellsWhatBecameOfEachEvent()
    {
        const string Body = """
            {"site":"shop.example","sent_at":1781524800000,"events":[
              {"name":"pageview","url":"https://shop.example/","id":"batch-1"},
              {"name":"pageview","url":"https://shop.example/","id":"batch-1"},
              {"url":"https://shop.example/"},
              "text",
              {"name":"a","url":"https://x.example/","site":"nowhere.example"},
              {"name":"a","url":"https://shop.example/","timestamp":"2020-01-01T00:00:00Z"},
              {"name":"a","url":"https://shop.example/","ip":"198.51.100.23"},
              {"name":"Purchase","url":"https://shop.example/","items":[{"sku":"x"}],"props":{"a":1},"language":"de","title":"t","screen":"s"}
            ]}
            """;
        using HttpResponseMessage response = await service.PostAsync("/v1/events", Body);
        Assert.Equal("""{"accepted":2,"duplicates":1,"dropped":[{"index":4,"reason":"unknown_site"},{"index":5,"reason":"time_out_of_range"}],"invalid":[{"index":2,"error":"name is required"},{"index":3,"error":"body must be a JSON object"},{"index":6,"error":"ip needs a server key (Authorization: Bearer, scope ingest)"}]}""",
            await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
        Assert.Equal(3, service.Sink.Hits.Count);
        Assert.Contains("\"wire\":\"batch\"", service.Sink.Hits[0].Envelope);
        Assert.Contains("\"site\":\"shop.example\"", service.Sink.Hits[0].Envelope);
        Assert.Contains("\"sent_at\":1781524800000", service.Sink.Hits[0].Envelope);
        Assert.StartsWith("{\"name\":\"Purchase\"", service.Sink.Hits[2].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_IsNotSunk_ByAnEventTooDeepOrNotUtf8()
    {
        const string Deep = """{"name":"a","url":"https://shop.example/","z":[[[[[[[[1]]]]]]]]}""";
        byte[] broken = Encoding.UTF8.GetBytes("""{"name":"?","url":"https://shop.example/"}""");
        broken[Array.IndexOf(broken, (byte)'?')] = 0xFF;
        byte[] batch = [.. Encoding.UTF8.GetBytes($$"""{"site":"shop.example","events":[{{Good}},{{Deep}},"""), .. broken, .. Encoding.UTF8.GetBytes($",{Good}]}}")];
        byte[] lines = [.. Encoding.UTF8.GetBytes($"{Good}\n{Deep}\n"), .. broken, .. Encoding.UTF8.GetBytes($"\n{Good}\n")];
        foreach (byte[] body in new[] { batch, lines })
        {
            using var content = new ByteArrayContent(body);
            using HttpResponseMessage response = await service.Client.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
            string answer = await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
            Assert.StartsWith("{\"accepted\":2,\"duplicates\":0,\"dropped\":[],\"invalid\":[{\"index\":1,\"error\":\"body is not JSON: The maximum configured depth of 8", answer, StringComparison.Ordinal);
            Assert.Contains("{\"index\":2,\"error\":\"body is not UTF-8\"}", answer);
        }
    }

    [Fact]
    public async Task Batch_MayBeAsDeepAsTheLimit_BesideItsEvents()
    {
        using HttpResponseMessage response = await service.PostAsync("/v1/events", $$"""{"a":[[[[[[[1]]]]]]],"b":{"c":[]},"events":[{{Good}}]}""");
        Assert.Contains("\"accepted\":1", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
    }

    [Fact]
    public async Task Items_MustBeAList()
    {
        using HttpResponseMessage response = await service.PostAsync("/v1/events", """{"name":"a","url":"https://shop.example/","items":"x"}""");
        Assert.Contains("items must be a list", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
    }

    [Fact]
    public async Task ServerKey_OpensAddressAgentVisitorPlaceAndPast()
    {
        const string Body = """
            {"site":"shop.example","events":[{"name":"pageview","url":"https://shop.example/","timestamp":"2024-03-01T10:00:00+01:00","ip":"198.51.100.23",
            "user_agent":"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "visitor_id":"u1","country":"DE","region":"DE-BY","city":"München","scroll_depth":10,"engagement_ms":5,"interactive":false}]}
            """;
        using HttpResponseMessage response = await service.PostAsync("/v1/events", Body, key: service.Key("ingest"));
        Assert.Equal("""{"accepted":1,"duplicates":0,"dropped":[],"invalid":[]}""", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
        RecordedHit recorded = Assert.Single(service.Sink.Hits);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), recorded.Hit.TimeMs);
        Assert.Equal(("DE", "DE-BY", "München", "Safari"), (recorded.Hit.Client.Country, recorded.Hit.Client.Region, recorded.Hit.Client.City, recorded.Hit.Client.Browser));
        Assert.Contains("\"ip\":\"198.51.100.0\"", recorded.Raw);
        Assert.DoesNotContain("198.51.100.23", recorded.Raw + recorded.Envelope);
    }

    [Fact]
    public async Task ServerKey_VouchesForHitsWithoutUserAgent()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events")
        {
            Content = new StringContent($$"""{"site":"shop.example","events":[{{Good}}]}"""),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", service.Key("ingest"));
        request.Headers.UserAgent.ParseAdd("curl/8.0");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        Assert.Contains("\"accepted\":1", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
    }

    [Fact]
    public async Task ForeignKey_MakesSitesUnknown()
    {
        using HttpResponseMessage foreign = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{Good}}]}""", key: service.Key("foreign"));
        Assert.Contains("unknown_site", await HttpFixture.BodyAsync(foreign, HttpStatusCode.Accepted));
        using HttpResponseMessage bound = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{Good}}]}""", key: service.Key("bound"));
        Assert.Contains("unknown_site", await HttpFixture.BodyAsync(bound, HttpStatusCode.Accepted));
        using HttpResponseMessage wrong = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{Good}}]}""", key: "wrong");
        await HttpFixture.BodyAsync(wrong, HttpStatusCode.Unauthorized);
        using HttpResponseMessage reader = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{Good}}]}""", key: service.Key("read"));
        await HttpFixture.BodyAsync(reader, HttpStatusCode.Forbidden);
        Assert.Empty(service.Sink.Hits);
    }

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("text/plain")]
    public async Task Lines_AreTakenOneByOne(string contentType)
    {
        string body = $"{{\"name\":\"a\",\"url\":\"https://shop.example/1\"}}\r\n\n{{broken\n{{\"name\":\"b\",\"url\":\"https://shop.example/2\",\"site\":\"blog.example\"}}\n";
        using HttpResponseMessage response = await service.PostAsync("/v1/events", body, contentType);
        string answer = await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.StartsWith("""{"accepted":2,"duplicates":0,"dropped":[],"invalid":[{"index":1,"error":"body is not JSON:""", answer, StringComparison.Ordinal);
        Assert.Equal(["/1", "/2"], service.Sink.Hits.Select(hit => hit.Hit.Page));
    }

    [Fact]
    public async Task Lines_BelongToTheSiteOfTheQuery_WhenTheyNameNone()
    {
        using HttpResponseMessage response = await service.PostAsync("/v1/events?site=shop.example", """{"name":"a","url":"https://elsewhere.example/"}""", "application/x-ndjson");
        Assert.Contains("\"accepted\":1", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "must be a JSON object, or one event a line")]
    [InlineData("{}", "\"events\":[\"is required\"]")]
    [InlineData("""{"events":[]}""", "should have at least one")]
    [InlineData("""{"events":{}}""", "must be a list")]
    [InlineData("""{"events":[],"events":[]}""", "is given twice")]
    [InlineData("""{"site":1,"events":[{}]}""", "\"site\":[\"must be a string\"]")]
    [InlineData("""{"sent_at":"yesterday","events":[{}]}""", "\"sent_at\":[\"must be milliseconds")]
    [InlineData("""{"a":[[[[[[[[1]]]]]]]],"events":[{}]}""", "is nested deeper than 8")]
    [InlineData("""{"events":[{}]} x""", "is not JSON")]
    public async Task Batch_IsRefusedAsAWhole_WhenItsFrameIsWrong(string body, string expected)
    {
        using HttpResponseMessage response = await service.PostAsync("/v1/events", body);
        Assert.Contains(expected, await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Batch_TakesAThousandEvents_AndNoMore()
    {
        using HttpResponseMessage fits = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{string.Join(',', Enumerable.Repeat(Good, 1000))}}]}""");
        Assert.Contains("\"accepted\":1000", await HttpFixture.BodyAsync(fits, HttpStatusCode.Accepted));
        using HttpResponseMessage over = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{string.Join(',', Enumerable.Repeat(Good, 1001))}}]}""");
        Assert.Contains("should be at most 1000", await HttpFixture.BodyAsync(over, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Gzip_IsInflated_UpToTheLimit()
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"site":"shop.example","events":[{{string.Join(',', Enumerable.Repeat(Good, 1000))}}]}""");
        using HttpResponseMessage fits = await PostGzipAsync("/v1/events", Compress(body));
        Assert.Contains("\"accepted\":1000", await HttpFixture.BodyAsync(fits, HttpStatusCode.Accepted));
        using HttpResponseMessage single = await PostGzipAsync("/api/event", Compress(Encoding.UTF8.GetBytes("""{"n":"a","u":"https://shop.example/"}""")));
        await HttpFixture.BodyAsync(single, HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("/v1/events", 1024 * 1024)]
    [InlineData("/api/event", 64 * 1024)]
    [InlineData("/v1/events", 500 * 1024 * 1024)]
    public async Task GzipBomb_StopsAtTheLimit(string path, int bytes)
    {
        byte[] bomb = Compress(bytes + 1);
        long before = GC.GetTotalAllocatedBytes();
        using HttpResponseMessage response = await PostGzipAsync(path, bomb);
        Assert.Contains("is larger than", await HttpFixture.BodyAsync(response, HttpStatusCode.RequestEntityTooLarge));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Encodings_AreRefusedByName_WhenWrong()
    {
        byte[] good = Compress(Encoding.UTF8.GetBytes("""{"n":"a","u":"https://shop.example/"}"""));
        using HttpResponseMessage torn = await PostGzipAsync("/api/event", good[..^12]);
        Assert.Contains("is not gzip, or is cut off", await HttpFixture.BodyAsync(torn, HttpStatusCode.BadRequest));
        using HttpResponseMessage garbage = await PostGzipAsync("/v1/events", [1, 2, 3]);
        Assert.Contains("is not gzip, or is cut off", await HttpFixture.BodyAsync(garbage, HttpStatusCode.BadRequest));
        using HttpResponseMessage unknown = await PostGzipAsync("/v1/events", good, "br");
        Assert.Contains("other than gzip", await HttpFixture.BodyAsync(unknown, HttpStatusCode.UnsupportedMediaType));
    }

    [Fact]
    public async Task Batch_IsRefused_WhenLargerThanAMebibyte()
    {
        string events = string.Join(',', Enumerable.Repeat($$"""{"name":"a","url":"https://shop.example/","title":"{{new string('x', 2000)}}"}""", 600));
        using HttpResponseMessage response = await service.PostAsync("/v1/events", $$"""{"site":"shop.example","events":[{{events}}]}""");
        Assert.Contains("is larger than 1048576 bytes", await HttpFixture.BodyAsync(response, HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Props_AreLimited()
    {
        string props = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"{(char)('a' + (i % 26))}{i}\":\"{new string('é', 1500)}\""));
        using HttpResponseMessage response = await service.PostAsync("/v1/events", $$$"""{"site":"shop.example","events":[{"name":"a","url":"https://shop.example/","props":{{{{props}}},"{{{new string('k', 400)}}}":1}}]}""");
        Assert.Contains("\"accepted\":1", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
        Hit hit = Assert.Single(service.Sink.Hits).Hit;
        Assert.Equal(HitLimits.PropsCount, hit.Props.Count);
        Assert.All(hit.Props, prop => Assert.Equal(HitLimits.PropValueBytes, Encoding.UTF8.GetByteCount(prop.Value)));
        Assert.Equal(hit.Props.Select(prop => prop.Key).Order(StringComparer.Ordinal), hit.Props.Select(prop => prop.Key));
    }

    private async Task<HttpResponseMessage> PostGzipAsync(string path, byte[] body, string encoding = "gzip")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        return await service.Client.PostAsync(path, content);
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(body);
        return compressed.ToArray();
    }

    private static byte[] Compress(int zeros)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            var block = new byte[1024 * 1024];
            for (int left = zeros; left > 0; left -= block.Length) gzip.Write(block, 0, Math.Min(left, block.Length));
        }

        return compressed.ToArray();
    }
}
