using System.Net;
using System.Net.Http.Headers;

namespace GaOrleans.Demo.Sending;

/// <summary>The service over HTTP. A request that is refused for overload, or not answered, is sent again after a pause.</summary>
internal sealed class ServiceClient(HttpClient http, TimeProvider time)
{
    private const int LostConnections = 8;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private long _pauses;

    /// <summary>How often a pause was made because the service asked for it or was away.</summary>
    public long Pauses => Interlocked.Read(ref _pauses);

    /// <summary>A client with connections of its own.</summary>
    public static ServiceClient Connect(Uri url)
    {
        var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64, UseCookies = false, AllowAutoRedirect = false };
        return new ServiceClient(new HttpClient(handler) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(60) }, TimeProvider.System);
    }

    /// <summary>Asks once whether anybody is there, so that a wrong address is told at once.</summary>
    /// <exception cref="DemoFailureException">Nobody is.</exception>
    public async Task Reach(CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync("/healthz/live", cancellation);
        }
        catch (HttpRequestException failure)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>A request with a bearer key, where there is one.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    /// <summary>
    /// Sends what <paramref name="make"/> makes until the answer is neither 429 nor 503, after the pause that <c>Retry-After</c> asks for.
    /// </summary>
    /// <exception cref="DemoFailureException">The service cannot be reached.</exception>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        var pause = FirstPause;
        for (var lost = 0; ;)
        {
            try
            {
                using var request = make();
                var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return response;
                var asked = Asked(response.Headers.RetryAfter);
                response.Dispose();
                await Pause(asked ?? pause, cancellation);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
            {
                if (++lost == LostConnections) throw Unreachable(failure);
                await Pause(pause, cancellation);
            }
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private DemoFailureException Unreachable(Exception failure) =>
        new($"cannot reach {http.BaseAddress}: {failure.Message}; start the service with ./ga run, or name it with --url");

    private TimeSpan? Asked(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta) return delta;
        if (header?.Date is not { } date) return null;
        var wait = date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private Task Pause(TimeSpan pause, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _pauses);
        return Task.Delay(pause, time, cancellation);
    }
}
