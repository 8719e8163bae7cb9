using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Sending;

/// <summary>Fills past days through <c>POST /v1/events</c>: one thread invents, several send.</summary>
internal sealed class PastFiller(ServiceClient service, string key, TrafficModel model, Tally tally, ProgressLine progress, TimeProvider time)
{
    private const int Senders = 4;
    private const int Waiting = 16;

    /// <summary>Sends all hits of the last days, up to now.</summary>
    public async Task Fill(int days, CancellationToken cancellation)
    {
        var bodies = Channel.CreateBounded<(byte[] Body, int Count)>(Waiting);
        var senders = Enumerable.Repeat<Func<CancellationToken, Task>>(token => SendAll(bodies.Reader, token), Senders);
        await Together.Run(senders.Append(token => Invent(days, bodies.Writer, token)), cancellation);
    }

    private async Task Invent(int days, ChannelWriter<(byte[] Body, int Count)> bodies, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var last = now.ToUnixTimeMilliseconds() / (long)TrafficModel.Quarter.TotalMilliseconds;
        var first = last - days * (long)(TimeSpan.FromDays(1) / TrafficModel.Quarter);
        var began = time.GetTimestamp();
        var open = new Dictionary<string, Batch>(StringComparer.Ordinal);
        for (var quarter = first; quarter <= last; quarter++)
        {
            foreach (var visit in model.Quarterly(quarter)) await Add(visit, now, open, bodies, cancellation);
            var share = (quarter - first + 1.0) / (last - first + 1);
            progress.Show(() => Line(share, time.GetElapsedTime(began)));
        }
        foreach (var batch in open.Values) await Hand(batch, bodies, cancellation);
        bodies.Complete();
    }

    private static async Task Add(
        DemoVisit visit, DateTimeOffset now, Dictionary<string, Batch> open, ChannelWriter<(byte[] Body, int Count)> bodies, CancellationToken cancellation)
    {
        foreach (var hit in visit.Hits)
        {
            if (hit.TimeMs > now.ToUnixTimeMilliseconds()) return;
            if (!open.TryGetValue(visit.Site.Domain, out var batch)) open[visit.Site.Domain] = batch = new Batch(visit.Site, now);
            batch.Add(visit, hit);
            if (!batch.IsFull) continue;
            open.Remove(visit.Site.Domain);
            await Hand(batch, bodies, cancellation);
        }
    }

    private static async Task Hand(Batch batch, ChannelWriter<(byte[] Body, int Count)> bodies, CancellationToken cancellation)
    {
        using (batch) await bodies.WriteAsync((batch.Close(), batch.Count), cancellation);
    }

    private async Task SendAll(ChannelReader<(byte[] Body, int Count)> bodies, CancellationToken cancellation)
    {
        await foreach (var (body, count) in bodies.ReadAllAsync(cancellation))
        {
            using var response = await service.Send(() => service.Request(HttpMethod.Post, "/v1/events", key, Json(body)), cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            if ((int)response.StatusCode is 401 or 403)
                throw new DemoFailureException($"cannot send events: {(int)response.StatusCode} {text}; give a key with the scope to ingest");
            if (!response.IsSuccessStatusCode)
            {
                tally.Refuse($"{(int)response.StatusCode} {text}", count);
                continue;
            }
            using var answer = JsonDocument.Parse(text);
            tally.Add(answer.RootElement);
        }
    }

    private static ByteArrayContent Json(byte[] body) =>
        new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private string Line(double share, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ProgressLine.Bar(share)} {share,4:P0}  {tally.Answered:N0} hits  {tally.Answered / Math.Max(0.001, elapsed.TotalSeconds):N0}/s");
}
