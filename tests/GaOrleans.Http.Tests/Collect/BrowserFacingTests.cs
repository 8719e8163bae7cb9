using System.Net;
using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Http.Tests.Service;

namespace GaOrleans.Http.Tests.Collect;

/// <summary>What browsers do beside posting: preflights, images, scripts.</summary>
public sealed class BrowserFacingTests(HttpFixture service) : IClassFixture<HttpFixture>
{
    [Theory]
    [InlineData("/api/event")]
    [InlineData("/v1/events")]
    [InlineData("/pixel.gif")]
    public async Task Preflight_AllowsAnyOrigin_ForADay(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", "https://shop.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("POST", Header(response, "Access-Control-Allow-Methods"));
        Assert.Contains("Content-Type", Header(response, "Access-Control-Allow-Headers"));
        Assert.Equal("86400", Header(response, "Access-Control-Max-Age"));
    }

    [Theory]
    [InlineData("""{"n":"a","u":"https://shop.example/"}""")]
    [InlineData("broken")]
    public async Task Answers_MayBeReadByAnyOrigin(string body)
    {
        using HttpResponseMessage response = await service.PostAsync("/api/event", body);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Pixel_CountsAPageview_OfThePageThatShowsIt()
    {
        service.Sink.Clear();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pixel.gif?d=shop.example&id=px-1&m=%7B%22plan%22%3A%22pro%22%7D");
        request.Headers.Referrer = new Uri("https://shop.example/no-script");
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        byte[] image = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("GIF89a", Encoding.ASCII.GetString(image[..6]));
        Assert.Contains("no-store", Header(response, "Cache-Control"));
        RecordedHit recorded = Assert.Single(service.Sink.Hits);
        Assert.Equal(("pageview", "/no-script"), (recorded.Hit.Name, recorded.Hit.Page));
        Assert.Equal([new("plan", "pro")], recorded.Hit.Props);
        Assert.Equal("""{"n":"pageview","u":"https://shop.example/no-script","d":"shop.example","id":"px-1","m":"{\"plan\":\"pro\"}"}""", recorded.Raw);
    }

    [Fact]
    public async Task Pixel_ReadsNumbersAndFlags_FromText()
    {
        service.Sink.Clear();
        using HttpResponseMessage response = await service.Client.GetAsync($"/pixel.gif?n=engagement&u=https%3A%2F%2Fshop.example%2F%23x&sd=40&e=1200&h=1&i=false&t={service.Clock.NowMs - 1000}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Hit hit = Assert.Single(service.Sink.Hits).Hit;
        Assert.Equal((40, 1200, "/#x", false, service.Clock.NowMs - 1000), (hit.ScrollDepth, hit.EngagementMs, hit.Page, hit.Interactive, hit.TimeMs));
    }

    [Fact]
    public async Task Pixel_IsRefusedByName_WhenWrong()
    {
        using HttpResponseMessage missing = await service.Client.GetAsync("/pixel.gif?d=shop.example");
        Assert.Equal("""{"errors":{"url":["is required"]}}""", await HttpFixture.BodyAsync(missing, HttpStatusCode.BadRequest));
        using HttpResponseMessage twice = await service.Client.GetAsync("/pixel.gif?u=https://shop.example/&u=https://shop.example/b");
        Assert.Equal("""{"errors":{"url":["is given twice"]}}""", await HttpFixture.BodyAsync(twice, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("/ga.js", "")]
    [InlineData("/js/script.js", "gzip")]
    [InlineData("/js/plausible.js", "br, gzip")]
    public async Task Tracker_IsServed_CompressedAndCacheable(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0) request.Headers.Add("Accept-Encoding", accepted);
        using HttpResponseMessage response = await service.Client.SendAsync(request);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(accepted.Length == 0 ? [] : [accepted.StartsWith("br", StringComparison.Ordinal) ? "br" : "gzip"], response.Content.Headers.ContentEncoding);
        Assert.InRange(body.Length, 1, accepted.Length == 0 ? 20_000 : 3072);
        Assert.Contains("max-age", Header(response, "Cache-Control"));
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.Add("If-None-Match", Header(response, "ETag"));
        using HttpResponseMessage unchanged = await service.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));
}
