using System.Net;
using System.Security.Cryptography;
using System.Text;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Notices;
using GaOrleans.Engine.Notices.Webhooks;
using GaOrleans.TestKit.Configuration;

namespace GaOrleans.Engine.Tests.Notices;

public sealed class WebhookTests
{
    private const string Secret = "gahook_test";

    private readonly QuickClock _clock = new("2026-09-10T12:00:00Z");

    [Fact]
    public async Task Post_IsSignedAndNamed()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("204 No Content"));
        SendOutcome outcome = await Post(Sender(), listener.Url);
        Assert.True(outcome.IsSent, outcome.Detail);
        (string head, string body) = Assert.Single(listener.Requests);
        Assert.StartsWith("POST /hook?x=1 HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Equal("""{"type":"test","text":"grün"}""", body);
        Assert.Contains("Content-Type: application/json; charset=utf-8", head, StringComparison.Ordinal);
        Assert.Contains("X-GaOrleans-Delivery: 7-8", head, StringComparison.Ordinal);
        long seconds = _clock.Now.ToUnixTimeSeconds();
        string expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")));
        Assert.Contains($"X-GaOrleans-Signature: t={seconds},v1={expected}", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_IsTriedThreeTimes_WithPauses()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("503 Busy"));
        SendOutcome outcome = await Post(Sender(), listener.Url);
        Assert.False(outcome.IsSent);
        Assert.Equal("it answered 503 (3 tries)", outcome.Detail);
        Assert.Equal(3, listener.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)], _clock.Pauses);
    }

    [Fact]
    public async Task Fault_ThatPasses_IsNoFault()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("500 Oops"));
        listener.Answers.Enqueue(HookListener.Say("200 OK"));
        Assert.True((await Post(Sender(), listener.Url)).IsSent);
        Assert.Equal(2, listener.Requests.Count);
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1:1/", "redirects are not followed")]
    [InlineData("404 Not Found", "it answered 404")]
    [InlineData("410 Gone", "it answered 410")]
    public async Task Refusal_IsFinal(string answer, string detail)
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say(answer, "secret words of an internal service"));
        SendOutcome outcome = await Post(Sender(), listener.Url);
        Assert.False(outcome.IsSent);
        Assert.Contains(detail, outcome.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret words", outcome.Detail, StringComparison.Ordinal);
        Assert.Single(listener.Requests);
    }

    [Fact]
    public async Task SlowAnswer_IsGivenUp()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue((_, ct) => Task.Delay(TimeSpan.FromMinutes(5), ct));
        SendOutcome outcome = await Sender(options => options.WebhookTimeoutSeconds = 1).TestAsync(PostTo(listener.Url), CancellationToken.None);
        Assert.Equal("no answer within 1 seconds", outcome.Detail);
    }

    [Fact]
    public async Task HugeAnswer_IsNotRead()
    {
        await using var listener = new HookListener();
        long written = 0;
        var over = new TaskCompletionSource();
        listener.Answers.Enqueue(async (stream, ct) =>
        {
            try
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 8000000000\r\n\r\n"u8.ToArray(), ct);
                byte[] block = new byte[64 * 1024];
                while (written < 8_000_000_000)
                {
                    await stream.WriteAsync(block, ct);
                    written += block.Length;
                }
            }
            finally
            {
                over.TrySetResult();
            }
        });
        Assert.True((await Post(Sender(), listener.Url)).IsSent);
        await over.Task.WaitAsync(TimeSpan.FromSeconds(30));
        // What is in the buffers of both sides, and no more.
        Assert.True(written < 50_000_000, $"{written} bytes");
    }

    [Fact]
    public async Task EndlessHead_IsRefused()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(async (stream, ct) => await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nX: " + new string('x', 100_000) + "\r\n\r\n"), ct));
        Assert.False((await Sender().TestAsync(PostTo(listener.Url), CancellationToken.None)).IsSent);
    }

    [Theory]
    [InlineData("http://127.0.0.1:80/")]
    [InlineData("http://localhost:80/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://100.64.1.1/")]
    public async Task PrivateAddress_IsRefused_HoweverItIsWritten(string url)
    {
        using var sender = new WebhookSender(new NoticeOptions(), _clock);
        SendOutcome outcome = await Post(sender, url);
        Assert.False(outcome.IsSent);
        Assert.False(outcome.MayRetry);
        Assert.Contains("private or reserved", outcome.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_IsAskedOnce_AndWhatWasCheckedIsConnectedTo()
    {
        // A name that is public when it is checked and private when it is asked again: there is no again.
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("200 OK"));
        int asked = 0;
        using var sender = new WebhookSender(new NoticeOptions { WebhookTimeoutSeconds = 1 }, _clock, (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("240.0.0.1") : IPAddress.Loopback]));
        SendOutcome outcome = await sender.TestAsync(PostTo($"http://rebind.example:{listener.Port}/"), CancellationToken.None);
        Assert.False(outcome.IsSent);
        Assert.Equal(1, asked);
        Assert.Empty(listener.Requests);
    }

    [Fact]
    public async Task Connection_GoesToTheAddressThatWasResolved()
    {
        await using var listener = new HookListener();
        listener.Answers.Enqueue(HookListener.Say("200 OK"));
        using var sender = new WebhookSender(new NoticeOptions { AllowPrivateTargets = true }, _clock, (name, _) => Task.FromResult<IPAddress[]>(name == "hooks.example" ? [IPAddress.Loopback] : []));
        Assert.True((await Post(sender, $"http://hooks.example:{listener.Port}/")).IsSent);
        Assert.Contains($"Host: hooks.example:{listener.Port}", listener.Requests[0].Head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_WithOnePrivateAddressAmongOthers_IsRefused()
    {
        using var sender = new WebhookSender(new NoticeOptions(), _clock, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("10.0.0.1")]));
        SendOutcome outcome = await Post(sender, "https://mixed.example/");
        Assert.Contains("private or reserved", outcome.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("1.1.1.1", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.255.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    public void Address_IsPublic_OrNot(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task Secrets_DifferBySiteAndName_AndStayTheSame()
    {
        (InMemoryConfigurationStore store, Site site, _) = await InMemoryConfigurationStore.WithSiteAsync("example.com");
        using InMemoryConfigurationStore owned = store;
        var secrets = new HookSecrets(store);
        string one = await secrets.SecretAsync(site.Id, "a1", CancellationToken.None);
        Assert.StartsWith("gahook_", one, StringComparison.Ordinal);
        Assert.Equal(one, await new HookSecrets(store).SecretAsync(site.Id, "a1", CancellationToken.None));
        Assert.NotEqual(one, await secrets.SecretAsync(site.Id, "a2", CancellationToken.None));
        Assert.NotEqual(one, await secrets.SecretAsync(site.Id + 1, "a1", CancellationToken.None));
    }

    private static ValueTask<SendOutcome> Post(WebhookSender sender, string url) => sender.SendAsync(PostTo(url), CancellationToken.None);

    private static HookPost PostTo(string url) => new(url, Secret, "7-8", """{"type":"test","text":"grün"}"""u8.ToArray());

    private WebhookSender Sender(Action<NoticeOptions>? change = null)
    {
        var options = new NoticeOptions { AllowPrivateTargets = true };
        change?.Invoke(options);
        return new WebhookSender(options, _clock);
    }
}
