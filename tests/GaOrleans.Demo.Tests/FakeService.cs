using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace GaOrleans.Demo.Tests;

/// <summary>The service as the demo's client sees it: answers come from a function, requests are kept.</summary>
internal sealed class FakeService(Func<SentRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly ConcurrentQueue<SentRequest> _requests = new();

    /// <summary>All requests but those for health, in the order of their arrival.</summary>
    public IReadOnlyList<SentRequest> Requests => [.. _requests.Where(request => request.Path != "/healthz/live")];

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://service.example") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var sent = new SentRequest(request.Method.Method, request.RequestUri!.PathAndQuery, body, request.Headers.ToDictionary(
            header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(sent);
        return answer(sent);
    }
}
