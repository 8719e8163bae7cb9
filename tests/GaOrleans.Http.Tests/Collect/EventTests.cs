using System.Net;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Collect;

public sealed class EventTests(HttpFixture service) : IClassFixture<HttpFixture>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        service.Sink.Clear();
        service.Sink.Refusal = null;
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Event_ReachesSink_WithAllItsFields()
    {
        const string Body = """
            {"n":"Purchase","u":"https://www.shop.example/cart?utm_source=news&utm_medium=email","d":"shop.example","r":"https://www.google.com/",
             "p":{"plan":"pro","size":3,"gift":true,"blank":" ","list":[1],"object":{},"none":null},"revenue":{"currency":"eur","amount":"12.345"},
             "i":false,"id":"order-1","title":"Caf\u00e9","screen":"1920x1080","lang":"de","unknown":[[{}]]}
            """;
        using HttpResponseMessage response = await service.PostAsync("/api/event", Body);
        Assert.Equal("ok", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
        Assert.False(response.Headers.Contains("x-plausible-dropped"));
        RecordedHit recorded = Assert.Single(service.Sink.Hits);
        Hit hit = recorded.Hit;
        Assert.Equal(DropReason.None, hit.Drop);
        Assert.Equal("Purchase", hit.Name);
        Assert.Equal("/cart", hit.Page);
        Assert.Equal("shop.example", hit.Hostname);
        Assert.Equal([new("gift", "true"), new("plan", "pro"), new("size", "3")], hit.Props);
        Assert.Equal(new Revenue(12_345, "EUR"), hit.Revenue);
        Assert.False(hit.Interactive);
        Assert.NotEqual(0UL, hit.EventId);
        Assert.Equal("email", hit.Origin.UtmMedium);
        Assert.Equal("Chrome", hit.Client.Browser);
        Assert.Equal(service.Clock.NowMs, hit.ReceivedMs);
        Assert.Equal(Body.ReplaceLineEndings(" ").Trim(), recorded.Raw.Trim());
        Assert.Contains("\"wire\":\"plausible\"", recorded.Envelope);
        Assert.Contains("\"address\":\"127.0.0.0\"", recorded.Envelope);
        Assert.Contains("Chrome/126", recorded.Envelope);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("image/png")]
    public async Task Event_IsTaken_WhateverTheContentType(string contentType)
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", """{"name":"pageview","url":"https://shop.example/","domain":"shop.example"}""", contentType);
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Single(service.Sink.Hits);
    }

    [Theory]
    [InlineData("""{}""", """{"errors":{"name":["is required"],"url":["is required"]}}""")]
    [InlineData("""{"n":"pageview","d":"shop.example"}""", """{"errors":{"url":["is required"]}}""")]
    [InlineData("""{"n":"","u":"https://shop.example/"}""", """{"errors":{"name":["is required"]}}""")]
    [InlineData("""{"n":"a","u":"/only/a/path"}""", """{"errors":{"domain":["is required"]}}""")]
    [InlineData("""{"n":"a","u":"data:text/html,x","d":"shop.example"}""", """{"errors":{"url":["scheme is not allowed"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","u":"https://shop.example/b"}""", """{"errors":{"url":["is given twice"]}}""")]
    [InlineData("""{"n":"a","u":17}""", """{"errors":{"url":["must be a string"]}}""")]
    [InlineData("""{"n":["a"],"u":"https://shop.example/"}""", """{"errors":{"name":["must be a string"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","i":"maybe"}""", """{"errors":{"interactive":["must be true or false"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","t":1e400}""", """{"errors":{"timestamp":["must be milliseconds since 1970, or ISO 8601, from the year 2000 on"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","t":1767225600}""", """{"errors":{"timestamp":["must be milliseconds since 1970, or ISO 8601, from the year 2000 on"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","t":"NaN"}""", """{"errors":{"timestamp":["must be milliseconds since 1970, or ISO 8601, from the year 2000 on"]}}""")]
    [InlineData("""{"n":"engagement","u":"https://shop.example/"}""", """{"errors":{"engagement":["needs the engaged milliseconds or the scroll depth"]}}""")]
    [InlineData("""{"n":"engagement","u":"https://shop.example/","e":-1}""", """{"errors":{"engagement_ms":["must be a number that is not negative"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","p":[]}""", """{"errors":{"props":["must be an object"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","p":"{"}""", """{"errors":{"props":["must be an object, or a text that holds one as JSON"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","p":{"k":1,"k":2}}""", """{"errors":{"props":["has a key twice"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","revenue":{"currency":"EUR"}}""", """{"errors":{"revenue":["needs an amount that is a number of at most a million millions"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","revenue":{"currency":"EUR","amount":1e300}}""", """{"errors":{"revenue":["needs an amount that is a number of at most a million millions"]}}""")]
    [InlineData("""{"n":"a","u":"https://shop.example/","revenue":{"currency":"Euro","amount":1}}""", """{"errors":{"revenue":["needs a currency of three letters, such as EUR"]}}""")]
    [InlineData("""[]""", """{"errors":{"body":["must be a JSON object"]}}""")]
    [InlineData("""null""", """{"errors":{"body":["must be a JSON object"]}}""")]
    public async Task Event_IsRefusedByName_WhenWrong(string body, string expected)
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", body);
        Assert.Equal(expected, await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
        Assert.Empty(service.Sink.Hits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"n":"a","u":"https://shop.example/"} x""")]
    [InlineData("""{"n":"a","u":"https://shop.example/",}""")]
    [InlineData("""{"n":NaN}""")]
    [InlineData("""{"n":"\ud800","u":"https://shop.example/"}""")]
    [InlineData("""{"n":"a","x":[[[[[[[[1]]]]]]]]}""")]
    public async Task Event_IsRefusedAsNoJson_WhenItIsNone(string body)
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", body);
        Assert.StartsWith("""{"errors":{"body":["is not JSON:""", await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_IsRefused_WhenItIsNotUtf8()
    {
        using var content = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        using HttpResponseMessage response = await service.Client.PostAsync("/api/event", content);
        Assert.Equal("""{"errors":{"body":["is not UTF-8"]}}""", await HttpFixture.BodyAsync(response, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Event_IsRefusedByItsLimits_WhenFieldsAreTooLong()
    {
        using HttpResponseMessage name = await service.PostAsync("/api/event", $$"""{"n":"{{new string('é', 121)}}","u":"https://shop.example/"}""");
        Assert.Contains("should be at most 120 character(s)", await HttpFixture.BodyAsync(name, HttpStatusCode.BadRequest));
        using HttpResponseMessage fits = await service.PostAsync("/api/event", $$"""{"n":"{{new string('é', 120)}}","u":"https://shop.example/"}""");
        await HttpFixture.BodyAsync(fits, HttpStatusCode.Accepted);
        using HttpResponseMessage url = await service.PostAsync("/api/event", $$"""{"n":"a","u":"https://shop.example/{{new string('x', 2000)}}"}""");
        Assert.Contains("should be at most 2000 byte(s)", await HttpFixture.BodyAsync(url, HttpStatusCode.BadRequest));
        using HttpResponseMessage id = await service.PostAsync("/api/event", $$"""{"n":"a","u":"https://shop.example/","id":"{{new string('x', 65)}}"}""");
        Assert.Contains("should be at most 64 character(s)", await HttpFixture.BodyAsync(id, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Event_IsRefused_WhenLargerThan64KiB()
    {
        string padding = new('x', 64 * 1024);
        using HttpResponseMessage response = await service.PostAsync("/api/event", $$"""{"n":"a","u":"https://shop.example/","pad":"{{padding}}"}""");
        Assert.Contains("is larger than 65536 bytes", await HttpFixture.BodyAsync(response, HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Event_CountsForEachDomain_AndSaysHowManyAreUnknown()
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://a.example/x","d":"nowhere.example, WWW.shop.example,blog.example","id":"multi"}""");
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("x-plausible-dropped")));
        Assert.Equal(2, service.Sink.Hits.Count);
        Assert.All(service.Sink.Hits, hit => Assert.Contains("multi", hit.Raw));
    }

    [Fact]
    public async Task Event_CountsOnce_WhenItsListNamesASiteTwice()
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://a.example/x","d":"shop.example, www.Shop.example,blog.example,shop.example"}""");
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Equal(2, service.Sink.Hits.Count);
    }

    [Fact]
    public async Task Event_FallsBackToTheHost_WhenNoDomainIsGiven()
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://user@www.Shop.example:8443/x"}""");
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Single(service.Sink.Hits);
    }

    [Theory]
    [InlineData("sd", 40, null)]
    [InlineData("e", null, 5000)]
    public async Task Engagement_IsTaken_WithDepthOrTime(string field, int? depth, int? engaged)
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", $$"""{"n":"engagement","u":"https://shop.example/","{{field}}":{{depth ?? engaged}}}""");
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Hit hit = Assert.Single(service.Sink.Hits).Hit;
        Assert.Equal(depth, hit.ScrollDepth);
        Assert.Equal(engaged, hit.EngagementMs);
    }

    [Theory]
    [InlineData(-60_000, null, -60_000, false)]
    [InlineData(-60_000, -10_000L, -50_000, false)]
    [InlineData(7_200_000, 7_210_000L, -10_000, false)]
    [InlineData(60_000, null, 0, false)]
    [InlineData(600_000, null, 0, true)]
    [InlineData(-90_000_000, null, 0, true)]
    [InlineData(-9_000_000_000, -8_999_990_000, -10_000, false)]
    public async Task Time_IsCorrectedForTheClientsClock(long timeAfterNowMs, long? sentAfterNowMs, long expectedAfterNowMs, bool dropped)
    {
        long now = service.Clock.NowMs;
        string sent = sentAfterNowMs is null ? "" : $",\"s\":{now + sentAfterNowMs}";
        using HttpResponseMessage response = await service.PostAsync("/api/event", $$"""{"n":"a","u":"https://shop.example/","t":{{now + timeAfterNowMs}}{{sent}}}""");
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Equal(dropped, response.Headers.Contains("x-plausible-dropped"));
        if (dropped) Assert.Empty(service.Sink.Hits);
        else Assert.Equal(now + expectedAfterNowMs, Assert.Single(service.Sink.Hits).Hit.TimeMs);
    }

    [Fact]
    public async Task OldTime_IsTaken_WithServerKey()
    {
        long old = service.Clock.NowMs - 90_000_000;
        using HttpResponseMessage response = await service.PostAsync("/api/event", $$"""{"n":"a","u":"https://shop.example/","t":{{old}}}""", key: service.Key("ingest"));
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Equal(old, Assert.Single(service.Sink.Hits).Hit.TimeMs);
    }

    [Fact]
    public async Task Bots_AreLoggedButReportedAsDropped()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent("""{"n":"pageview","u":"https://shop.example/"}""") };
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.ParseAdd("Googlebot/2.1");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        Assert.Equal("ok", await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted));
        Assert.Equal("1", Assert.Single(response.Headers.GetValues("x-plausible-dropped")));
        Assert.Equal(DropReason.Bot, Assert.Single(service.Sink.Hits).Hit.Drop);
    }

    [Theory]
    [InlineData(SinkStatus.Overloaded, HttpStatusCode.TooManyRequests)]
    [InlineData(SinkStatus.Unavailable, HttpStatusCode.ServiceUnavailable)]
    public async Task Event_IsNotAcknowledged_WhenItIsNotStored(SinkStatus status, HttpStatusCode expected)
    {
        service.Sink.Refusal = new SinkAnswer(status, RetryAfterSeconds: 7);
        using HttpResponseMessage single = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://shop.example/"}""");
        await HttpFixture.BodyAsync(single, expected);
        Assert.Equal(TimeSpan.FromSeconds(7), single.Headers.RetryAfter?.Delta);
        using HttpResponseMessage batch = await service.PostAsync("/v1/events", """{"site":"shop.example","events":[{"name":"pageview","url":"https://shop.example/"}]}""");
        await HttpFixture.BodyAsync(batch, expected);
        using HttpResponseMessage pixel = await service.Client.GetAsync("/pixel.gif?d=shop.example&u=https://shop.example/");
        await HttpFixture.BodyAsync(pixel, expected);
    }

    [Fact]
    public async Task FullAddress_IsStoredNowhere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event")
        {
            Content = new StringContent("""{"n":"pageview","u":"https://shop.example/","\u0069p":"203.0.113.77"}"""),
        };
        request.Headers.Add("X-Forwarded-For", "198.51.100.23, 10.0.0.1");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        RecordedHit hit = Assert.Single(service.Sink.Hits);
        Assert.Contains("\"address\":\"198.51.100.0\"", hit.Envelope);
        Assert.Contains("\"203.0.113.0\"", hit.Raw);
        Assert.DoesNotContain("203.0.113.77", hit.Raw);
        Assert.DoesNotContain("198.51.100.23", hit.Envelope + hit.Raw);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "198.51.100.23", "198.51.100.0")]
    [InlineData("CF-Connecting-IP", "2001:db8:1:2:3::4", "2001:db8:1::")]
    [InlineData("Forwarded", "for=\"[2001:db8:1:2::4]:4711\";proto=https, for=1.2.3.4", "2001:db8:1::")]
    [InlineData("X-Forwarded-For", "198.51.100.23:1234", "198.51.100.0")]
    [InlineData("X-Forwarded-For", "garbage", "127.0.0.0")]
    [InlineData("X-Plausible-IP", "198.51.100.23", "127.0.0.0")]
    public async Task Address_ComesFromHeaders_OfTrustedProxies(string header, string value, string network)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent("""{"n":"pageview","u":"https://shop.example/"}""") };
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Contains($"\"address\":\"{network}\"", Assert.Single(service.Sink.Hits).Envelope);
    }

    [Fact]
    public async Task PlausibleIp_IsBelieved_WithServerKey()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent("""{"n":"pageview","u":"https://shop.example/"}""") };
        request.Headers.Add("X-Plausible-IP", "198.51.100.23");
        request.Headers.Authorization = new("Bearer", service.Key("ingest"));
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        await HttpFixture.BodyAsync(response, HttpStatusCode.Accepted);
        Assert.Contains("\"address\":\"198.51.100.0\"", Assert.Single(service.Sink.Hits).Envelope);
    }

    [Theory]
    [InlineData("nonsense", HttpStatusCode.Unauthorized)]
    [InlineData("read", HttpStatusCode.Forbidden)]
    public async Task Event_IsRefused_WhenItsKeyIsWrong(string key, HttpStatusCode expected)
    {
        string secret = key == "read" ? service.Key(key) : key;
        using HttpResponseMessage response = await service.PostAsync("/api/event", """{"n":"pageview","u":"https://shop.example/"}""", key: secret);
        await HttpFixture.BodyAsync(response, expected);
        Assert.Empty(service.Sink.Hits);
    }
}
