using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace GaOrleans.Engine.Notices.Webhooks;

/// <summary>
/// Posts notices. Three tries with a pause between them where it may help; redirects are not followed, answers not read, and nothing is posted to addresses
/// that are not public unless that is allowed. What does not arrive is a value, never an exception. Safe for concurrent use.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    /// <summary>The header that names the delivery.</summary>
    public const string DeliveryHeader = "X-GaOrleans-Delivery";

    private const string Agent = "GaOrleans-Webhook/1";
    private const int MostHeaderKilobytes = 16;
    private const int DrainBytes = 16 * 1024;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)];

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;

    /// <summary>Makes a sender.</summary>
    /// <param name="options">Checked settings.</param>
    /// <param name="time">The clock for signatures and pauses.</param>
    public WebhookSender(NoticeOptions options, TimeProvider time) : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    internal WebhookSender(NoticeOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _time = time;
        _timeout = TimeSpan.FromSeconds(options.WebhookTimeoutSeconds);
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = new HookConnector(resolve, options.AllowPrivateTargets).ConnectAsync,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            // A longer answer closes its connection instead of being read to the end.
            MaxResponseDrainSize = DrainBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,
        };
        _http = new HttpMessageInvoker(handler, disposeHandler: true);
    }

    /// <summary>Posts, and tries again where that may help.</summary>
    public ValueTask<SendOutcome> SendAsync(HookPost post, CancellationToken ct) => SendAsync(post, Pauses.Length + 1, ct);

    /// <summary>Posts once, for a test that somebody waits for.</summary>
    public ValueTask<SendOutcome> TestAsync(HookPost post, CancellationToken ct) => SendAsync(post, tries: 1, ct);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async ValueTask<SendOutcome> SendAsync(HookPost post, int tries, CancellationToken ct)
    {
        if (HookAddress.Problem(post.Url) is { } problem) return SendOutcome.Refused(problem);
        for (int attempt = 1; ; attempt++)
        {
            SendOutcome outcome = await TryAsync(post, ct);
            if (!outcome.MayRetry) return outcome;
            if (attempt == tries) return attempt == 1 ? outcome : SendOutcome.Failed($"{outcome.Detail} ({attempt} tries)");
            await Task.Delay(Pauses[attempt - 1], _time, ct);
        }
    }

    private async Task<SendOutcome> TryAsync(HookPost post, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using HttpRequestMessage request = RequestOf(post);
            using HttpResponseMessage response = await _http.SendAsync(request, either.Token);
            return OutcomeOf(response.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return SendOutcome.Failed($"no answer within {_timeout.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            return OutcomeOf(e);
        }
    }

    private HttpRequestMessage RequestOf(HookPost post)
    {
        var content = new ReadOnlyMemoryContent(post.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, post.Url) { Content = content };
        request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        request.Headers.TryAddWithoutValidation(DeliveryHeader, post.DeliveryId);
        request.Headers.TryAddWithoutValidation(HookSignature.Header, HookSignature.Of(post.Secret, _time.GetUtcNow().ToUnixTimeSeconds(), post.Body.Span));
        return request;
    }

    // Nothing of the answer but its code is told: whoever may set an address must not read with it.
    private static SendOutcome OutcomeOf(HttpStatusCode status)
    {
        int code = (int)status;
        if (code is >= 200 and < 300) return SendOutcome.Sent;
        if (code is >= 300 and < 400) return SendOutcome.Refused($"it answered {code}: redirects are not followed, give the final address");
        return code is 408 or 429 or >= 500 ? SendOutcome.Failed($"it answered {code}") : SendOutcome.Refused($"it answered {code}");
    }

    private static SendOutcome OutcomeOf(Exception fault)
    {
        if (Find<HookRefusedException>(fault) is { } refused) return SendOutcome.Refused(refused.Message);
        if (Find<AuthenticationException>(fault) is not null) return SendOutcome.Failed("its certificate is not valid");
        return Find<SocketException>(fault) is { } socket
            ? SendOutcome.Failed(socket.SocketErrorCode == SocketError.HostNotFound ? "its name is not known" : "it cannot be connected to")
            : SendOutcome.Failed("it broke off, or its answer was no HTTP");
    }

    private static T? Find<T>(Exception? fault) where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found) return found;
        }

        return null;
    }
}
