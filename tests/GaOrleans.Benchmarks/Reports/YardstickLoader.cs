using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GaOrleans.Benchmarks.Reports;

/// <summary>Sends a file of believable hits (NDJSON, a hit a line, in time order) through <c>/v1/events</c>, as a shop's server would.</summary>
internal static class YardstickLoader
{
    private const int BatchSize = 1000, Connections = 8;

    /// <summary>Loads the file into a site.</summary>
    /// <returns>Hits accepted, and how long it took.</returns>
    public static async Task<(long Hits, TimeSpan Time)> LoadAsync(HttpClient client, string file, string domain)
    {
        long begun = Stopwatch.GetTimestamp(), accepted = 0;
        using var batches = new BlockingCollection<byte[]>(Connections * 4);
        Task reading = Task.Factory.StartNew(() => Read(file, domain, batches), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Task[] sending = [.. Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            foreach (byte[] batch in batches.GetConsumingEnumerable()) Interlocked.Add(ref accepted, await SendAsync(client, batch));
        }))];
        await Task.WhenAll([reading, .. sending]);
        return (accepted, Stopwatch.GetElapsedTime(begun));
    }

    private static void Read(string file, string domain, BlockingCollection<byte[]> batches)
    {
        try
        {
            using Stream raw = File.OpenRead(file);
            using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            using var lines = new StreamReader(plain);
            var buffer = new ArrayBufferWriter<byte>(1 << 20);
            int count = 0;
            while (lines.ReadLine() is { } line)
            {
                using (var writer = new Utf8JsonWriter(buffer)) Translate(line, domain, writer);
                buffer.Write("\n"u8);
                if (++count < BatchSize) continue;
                batches.Add(buffer.WrittenSpan.ToArray());
                buffer.ResetWrittenCount();
                count = 0;
            }

            if (count > 0) batches.Add(buffer.WrittenSpan.ToArray());
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    private static async Task<long> SendAsync(HttpClient client, byte[] batch)
    {
        while (true)
        {
            using var content = new ByteArrayContent(batch);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using HttpResponseMessage response = await client.PostAsync("v1/events", content);
            if ((int)response.StatusCode == 429)
            {
                await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
                continue;
            }

            string body = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"cannot load the hits: {(int)response.StatusCode} {body}");
            JsonNode answer = JsonNode.Parse(body)!;
            if (answer["invalid"]!.AsArray().Count > 0 || answer["dropped"]!.AsArray().Count > 0)
                throw new InvalidOperationException($"cannot load the hits: some were refused: {body[..Math.Min(body.Length, 400)]}");
            return (long)answer["accepted"]!;
        }
    }

    private static void Translate(string line, string domain, Utf8JsonWriter to)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement hit = document.RootElement;
        to.WriteStartObject();
        to.WriteString("site", domain);
        to.WriteString("name", hit.GetProperty("name").GetString());
        to.WriteString("url", hit.GetProperty("url").GetString());
        if (hit.TryGetProperty("referrer", out JsonElement referrer)) to.WriteString("referrer", referrer.GetString());
        to.WriteNumber("timestamp", hit.GetProperty("ts").GetInt64());
        to.WriteString("visitor_id", hit.GetProperty("visitor").GetString());
        to.WriteString("user_agent", UserAgents.Of(hit.GetProperty("browser").GetString()!, hit.GetProperty("browser_version").GetString()!, hit.GetProperty("os").GetString()!));
        to.WriteString("country", hit.GetProperty("country").GetString());
        if (hit.TryGetProperty("props", out JsonElement props))
        {
            to.WritePropertyName("props");
            props.WriteTo(to);
        }

        if (hit.TryGetProperty("revenue", out JsonElement revenue))
        {
            to.WriteStartObject("revenue");
            to.WriteString("currency", "EUR");
            to.WriteNumber("amount", revenue.GetDecimal());
            to.WriteEndObject();
        }

        to.WriteEndObject();
    }
}
