using System.Text.Json;
using GaOrleans.Engine.Collecting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GaOrleans.Http.Collect;

/// <summary>
/// <c>GET /pixel.gif</c>: one event in the query, with the keys of the Plausible wire, for pages without JavaScript.
/// Without a name it is a pageview, without an address it is that of the page which shows the image.
/// </summary>
internal sealed class PixelEndpoint(Intake intake)
{
    private static ReadOnlySpan<byte> Image =>
    [
        0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x01, 0x00, 0x01, 0x00, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x21, 0xF9, 0x04,
        0x01, 0x00, 0x00, 0x00, 0x00, 0x2C, 0x00, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0x02, 0x01, 0x44, 0x00, 0x3B,
    ];

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        CollectScratch scratch = intake.Rent();
        WriteJson(http.Request, scratch);
        EventVerdict verdict = Read(http, scratch);
        if (!verdict.Valid)
        {
            intake.Counters.CountInvalid();
            CollectAnswers.Errors(http, StatusCodes.Status400BadRequest, scratch.Errors);
        }
        else if (verdict.IsOverQuota && scratch.Frame.Hits == 0)
        {
            intake.RefuseOverQuota(http, verdict.Dropped);
        }
        else
        {
            SinkAnswer answer = await intake.StoreAsync(scratch);
            intake.Count(scratch, answer, verdict.Counted);
            Answer(http, verdict, answer);
        }

        intake.Return(scratch);
    }

    private EventVerdict Read(HttpContext http, CollectScratch scratch)
    {
        intake.ReadFacts(http, scratch, key: null);
        Intake.StartFrame(scratch, "pixel"u8, site: default, EventFields.NoTime, key: null);
        scratch.Texts.Start(scratch.Body.Length);
        return intake.Collector.Add(scratch, scratch.Body.Span, new EventContext { SentAtMs = EventFields.NoTime });
    }

    private void Answer(HttpContext http, EventVerdict verdict, SinkAnswer answer)
    {
        if (answer.Status != SinkStatus.Accepted)
        {
            CollectAnswers.NotStored(http, answer);
            return;
        }

        if (verdict.Dropped > 0)
        {
            intake.Counters.CountDropped(verdict.Reason, verdict.Dropped);
            http.Response.Headers["x-plausible-dropped"] = verdict.Dropped.ToString();
        }

        http.Response.Headers.CacheControl = "no-store, no-cache, must-revalidate, private";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        CollectAnswers.Write(http, StatusCodes.Status200OK, "image/gif", Image);
    }

    // The event as one JSON object of texts: what is read, and what is kept as sent.
    private static void WriteJson(HttpRequest request, CollectScratch scratch)
    {
        Utf8JsonWriter json = scratch.Json;
        json.Reset(scratch.Body);
        json.WriteStartObject();
        IQueryCollection query = request.Query;
        if (!query.ContainsKey("n") && !query.ContainsKey("name")) json.WriteString("n"u8, "pageview"u8);
        if (!query.ContainsKey("u") && !query.ContainsKey("url") && request.Headers.Referer.Count > 0) json.WriteString("u"u8, request.Headers.Referer[0]);
        foreach ((string key, StringValues values) in query)
        {
            // A parameter that is given twice is a key that is given twice, and refused as such.
            foreach (string? value in values) json.WriteString(key, value ?? "");
        }

        json.WriteEndObject();
        json.Flush();
    }
}
