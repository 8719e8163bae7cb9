using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace GaOrleans.TestKit.Running;

/// <summary>
/// Sends events as fast as they are acknowledged, whether the server lives or not. Of what is not acknowledged, even workers send the same again
/// until it is, with the same ids; odd ones give it up.
/// </summary>
public sealed class Loader : IAsyncDisposable
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Ledger _ledger;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _end = new();
    private readonly Task[] _workers;

    /// <summary>Starts sending.</summary>
    public Loader(Uri url, string key, Ledger ledger, int workers)
    {
        _ledger = ledger;
        _client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(10) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(Browser);
        _workers = [.. Enumerable.Range(0, workers).Select(worker => Task.Run(() => WorkAsync(worker)))];
    }

    /// <summary>Lets every worker finish what it has begun, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_workers);
        _client.Dispose();
        _end.Dispose();
    }

    private async Task WorkAsync(int worker)
    {
        bool retries = worker % 2 == 0;
        int size = worker % 3 == 0 ? 1 : 10;
        while (!_end.IsCancellationRequested)
        {
            int[] numbers = _ledger.Take(size);
            bool acknowledged;
            while (!(acknowledged = await SendAsync(numbers)) && retries) await Task.Delay(Pause);
            if (acknowledged) _ledger.Acknowledge(numbers);
            else await Task.Delay(Pause);
        }
    }

    private async Task<bool> SendAsync(int[] numbers)
    {
        try
        {
            using HttpContent content = numbers.Length == 1 ? Single(numbers[0]) : Batch(numbers);
            using HttpResponseMessage response = await _client.PostAsync(numbers.Length == 1 ? "/api/event" : "/v1/events", content);
            string body = await response.Content.ReadAsStringAsync();
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) return false;
            Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{(int)response.StatusCode}: {body}");
            if (numbers.Length > 1) Assert.Contains("\"dropped\":[],\"invalid\":[]", body);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // The server was killed meanwhile: nobody knows whether it is stored.
            return false;
        }
    }

    private static StringContent Single(int number)
    {
        (string page, string name) = Ledger.MarksOf(number);
        return new StringContent($$"""{"n":"{{name}}","u":"https://demo.example{{page}}","d":"demo.example","id":"n{{number}}","vid":"v{{number % 97}}"}""");
    }

    private static StringContent Batch(int[] numbers)
    {
        var events = new StringBuilder();
        foreach (int number in numbers)
        {
            (string page, string name) = Ledger.MarksOf(number);
            if (events.Length > 0) events.Append(',');
            events.Append($$"""{"name":"{{name}}","url":"https://demo.example{{page}}","id":"n{{number}}","visitor_id":"v{{number % 97}}"}""");
        }

        return new StringContent($$"""{"site":"demo.example","events":[{{events}}]}""");
    }
}
