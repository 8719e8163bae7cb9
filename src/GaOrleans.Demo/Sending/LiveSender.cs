using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using GaOrleans.Demo.Traffic;

namespace GaOrleans.Demo.Sending;

/// <summary>
/// Sends live traffic hit by hit, as browsers would. The rate is kept by starting a visit whenever no hit of the running ones is due; people then
/// take their time between pages.
/// </summary>
internal sealed class LiveSender(ServiceClient service, string? key, TrafficModel model, Tally tally, ProgressLine progress, TimeProvider time)
{
    private const int Senders = 32;
    private const int Waiting = 256;
    private const double PixelShare = 0.05;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly PriorityQueue<(DemoVisit Visit, int Next), long> _running = new();
    private readonly long _before = tally.Answered;

    /// <summary>Sends until cancelled, or until so many hits are sent (0: no end).</summary>
    public async Task Run(double rate, long most, long seed, CancellationToken cancellation)
    {
        var hits = Channel.CreateBounded<(DemoVisit Visit, DemoHit Hit)>(Waiting);
        var senders = Enumerable.Repeat<Func<CancellationToken, Task>>(token => SendAll(hits.Reader, token), Senders);
        await Together.Run(senders.Append(token => Pace(rate, most, seed, hits.Writer, token)), cancellation);
    }

    private async Task Pace(double rate, long most, long seed, ChannelWriter<(DemoVisit Visit, DemoHit Hit)> hits, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        // A second run on the same day is other traffic.
        var dice = Dice.For(seed, "live", time.GetUtcNow().ToUnixTimeMilliseconds());
        for (long handed = 0; most == 0 || handed < most;)
        {
            var elapsed = time.GetElapsedTime(began);
            // The first hit is due at once.
            for (; handed < 1 + elapsed.TotalSeconds * rate && (most == 0 || handed < most); handed++) await hits.WriteAsync(Next(dice), cancellation);
            progress.Show(() => Line(time.GetElapsedTime(began)));
            if (most == 0 || handed < most) await Task.Delay(Tick, time, cancellation);
        }
        hits.Complete();
    }

    private (DemoVisit Visit, DemoHit Hit) Next(Dice dice)
    {
        var now = time.GetUtcNow();
        if (!_running.TryPeek(out var due, out var at) || at > now.ToUnixTimeMilliseconds())
            due = (model.Now(dice, now), 0);
        else
            _running.Dequeue();
        var (visit, next) = due;
        if (next + 1 < visit.Hits.Count) _running.Enqueue((visit, next + 1), visit.Hits[next + 1].TimeMs);
        return (visit, visit.Hits[next]);
    }

    private async Task SendAll(ChannelReader<(DemoVisit Visit, DemoHit Hit)> hits, CancellationToken cancellation)
    {
        await foreach (var (visit, hit) in hits.ReadAllAsync(cancellation)) await Send(visit, hit, cancellation);
    }

    private async Task Send(DemoVisit visit, DemoHit hit, CancellationToken cancellation)
    {
        // The event's id decides, so that a repeated attempt takes the same way.
        var byPixel = hit.Name == "pageview" && Dice.For(0, hit.Id, 0).Chance(PixelShare);
        using var response = await service.Send(() => byPixel ? Pixel(visit, hit) : Post(visit, hit), cancellation);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new DemoFailureException($"cannot send events: {(int)response.StatusCode}; give a key with the scope to ingest");
        if (!response.IsSuccessStatusCode)
            tally.Refuse($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}");
        else if (response.Headers.Contains("x-plausible-dropped"))
            tally.Drop(visit.Visitor.IsRobot ? "bot" : "by the collector");
        else
            tally.Accept();
    }

    private HttpRequestMessage Post(DemoVisit visit, DemoHit hit)
    {
        var content = new ByteArrayContent(HitWriter.Single(visit, hit, time.GetUtcNow()));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return As(visit.Visitor, service.Request(HttpMethod.Post, "/api/event", key, content));
    }

    private HttpRequestMessage Pixel(DemoVisit visit, DemoHit hit) =>
        As(visit.Visitor, service.Request(HttpMethod.Get, HitWriter.Pixel(visit, hit), key));

    private HttpRequestMessage As(Visitor visitor, HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", visitor.Client.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept-Language", visitor.Place.Language);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", visitor.Address);
        if (key is not null) request.Headers.TryAddWithoutValidation("X-Plausible-IP", visitor.Address);
        return request;
    }

    private string Line(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"live  {tally.Accepted:N0} accepted  {tally.Others:N0} dropped  {(tally.Answered - _before) / Math.Max(0.001, elapsed.TotalSeconds):N1}/s");
}
