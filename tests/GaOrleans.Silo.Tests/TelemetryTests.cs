using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GaOrleans.Silo.Tests.Running;

namespace GaOrleans.Silo.Tests;

/// <summary>What a silo tells of itself.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task MetricsAndTraces_AreExported_WhenAnEndpointIsNamed()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var paths = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var end = new CancellationTokenSource();
        Task collecting = CollectAsync(collector, paths, end.Token);
        await using var silo = new RunningSingleSilo();
        silo.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{((IPEndPoint)collector.LocalEndpoint).Port}";
        silo.Settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        silo.Settings["OTEL_METRIC_EXPORT_INTERVAL"] = "300";
        silo.Settings["OTEL_BSP_SCHEDULE_DELAY"] = "300";
        await silo.StartAsync();
        using var client = new HttpClient { BaseAddress = silo.Url };
        await client.PostAsync("/api/event", new StringContent("""{"n":"pageview","u":"https://demo.example/","d":"demo.example"}"""));
        string metrics = await client.GetStringAsync("/metrics");
        Assert.Contains("ga_silos 1\n", metrics);
        Assert.Contains("ga_partition_up{partition=\"3\"} 1\n", metrics);
        for (int i = 0; i < 300 && !(paths.GetValueOrDefault("/v1/metrics", "").Contains("ga.partition.lag", StringComparison.Ordinal) && paths.ContainsKey("/v1/traces")); i++) await Task.Delay(50);
        Assert.Equal(0, await silo.TerminateAsync());
        Assert.Contains("ga.partition.lag", paths["/v1/metrics"]);
        Assert.Contains("orleans-", paths["/v1/metrics"]);
        Assert.Contains("gaorleans-silo", paths["/v1/traces"]);
        await end.CancelAsync();
        await collecting;
    }

    [Fact]
    public async Task Health_TellsLiveFromReady_WhileItDrains()
    {
        await using var silo = new RunningSingleSilo();
        await silo.StartAsync();
        using var client = new HttpClient { BaseAddress = silo.Url };
        Assert.Equal("ready", await client.GetStringAsync("/healthz/ready"));
        Task<int> ending = silo.TerminateAsync();
        HttpResponseMessage ready = await client.GetAsync("/healthz/ready");
        for (int i = 0; i < 100 && ready.IsSuccessStatusCode; i++) ready = await client.GetAsync("/healthz/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("draining", await ready.Content.ReadAsStringAsync());
        // The one before may have come in just before the silo began to drain.
        ready = await client.GetAsync("/healthz/ready");
        Assert.True(ready.Headers.ConnectionClose);
        Assert.Equal("live", await client.GetStringAsync("/healthz/live"));
        Assert.Equal(0, await ending);
    }

    // As much of HTTP as the exporter needs: what was posted is kept as text, by path, and answered with 200.
    private static async Task CollectAsync(TcpListener collector, ConcurrentDictionary<string, string> paths, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await collector.AcceptTcpClientAsync(ct);
                await AnswerAsync(client.GetStream(), paths, ct);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or the silo is.
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, ConcurrentDictionary<string, string> paths, CancellationToken ct)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (!IsWhole(text))
        {
            int read = await stream.ReadAsync(buffer, ct);
            if (read == 0) return;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        string whole = text.ToString();
        paths.AddOrUpdate(whole.Split(' ')[1], whole, (_, before) => before + whole);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
    }

    private static bool IsWhole(StringBuilder text)
    {
        string so = text.ToString();
        int end = so.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        string? length = so[..end].Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null ? so.EndsWith("0\r\n\r\n", StringComparison.Ordinal) : so.Length - end - 4 >= int.Parse(length.AsSpan(15));
    }
}
