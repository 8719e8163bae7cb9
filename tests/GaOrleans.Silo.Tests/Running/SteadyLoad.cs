using System.Collections.Concurrent;
using System.Net.Http.Headers;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests.Running;

/// <summary>Clients that send events and ask reports, one after the other over connections they keep, and write down every answer that is not the one hoped for. They never send anything again.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3), ReportPause = TimeSpan.FromMilliseconds(100);

    private readonly Ledger _ledger;
    private readonly Uri _reports;
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client;
    private readonly Task[] _workers;
    private int _answered;

    public SteadyLoad(Uri url, string key, Ledger ledger, int workers, Uri? reports = null)
    {
        _ledger = ledger;
        _reports = new Uri(reports ?? url, "/api/v2/query");
        _client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0");
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(SendAsync)), Task.Run(AskAsync)];
    }

    /// <summary>What went wrong.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Requests answered as hoped for.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _end.Dispose();
    }

    private async Task SendAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            int[] numbers = _ledger.Take(1);
            (string page, string name) = Ledger.MarksOf(numbers[0]);
            string body = $$"""{"n":"{{name}}","u":"https://demo.example{{page}}","d":"demo.example","id":"n{{numbers[0]}}","vid":"v{{numbers[0] % 97}}"}""";
            if (await TryAsync(new Uri("/api/event", UriKind.Relative), body, System.Net.HttpStatusCode.Accepted)) _ledger.Acknowledge(numbers);
            await Task.Delay(Pause);
        }
    }

    private async Task AskAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await TryAsync(_reports, """{"site_id":"demo.example","metrics":["events"],"date_range":"day"}""", System.Net.HttpStatusCode.OK);
            await Task.Delay(ReportPause);
        }
    }

    private async Task<bool> TryAsync(Uri path, string body, System.Net.HttpStatusCode expected)
    {
        try
        {
            using HttpResponseMessage response = await _client.PostAsync(path, new StringContent(body));
            string answer = await response.Content.ReadAsStringAsync();
            if (response.StatusCode == expected)
            {
                Interlocked.Increment(ref _answered);
                return true;
            }

            Failures.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {path}: {(int)response.StatusCode} {answer}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            Failures.Enqueue($"{TimeProvider.System.GetUtcNow():HH:mm:ss.fff} {path}: {e.GetType().Name} {e.Message} {e.InnerException?.Message}");
        }

        return false;
    }
}
