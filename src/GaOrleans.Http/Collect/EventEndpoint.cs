using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary><c>POST /api/event</c>: one event on the Plausible wire.</summary>
internal sealed class EventEndpoint(Intake intake)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        CollectScratch scratch = intake.Rent();
        BodyStatus body = await RequestBody.ReadAsync(http, scratch.Body, CollectLimits.SingleBytes);
        if (body != BodyStatus.Complete)
        {
            intake.Counters.CountRefused();
            CollectAnswers.BadBody(http, body, CollectLimits.SingleBytes);
        }
        else if (intake.TryFindServerKey(http, out ApiKey? key))
        {
            EventVerdict verdict = Read(http, scratch, key);
            await AnswerAsync(http, scratch, verdict);
        }
        else
        {
            intake.Counters.CountRefused();
        }

        intake.Return(scratch);
    }

    private EventVerdict Read(HttpContext http, CollectScratch scratch, ApiKey? key)
    {
        if (!Intake.TryText(scratch.Body.Span, out ReadOnlySpan<byte> json))
        {
            scratch.Errors.Add("body", "is not UTF-8");
            return default;
        }

        intake.ReadFacts(http, scratch, key);
        Intake.StartFrame(scratch, "plausible"u8, site: default, EventFields.NoTime, key);
        scratch.Texts.Start(json.Length);
        var context = new EventContext { ServerKey = key, SentAtMs = EventFields.NoTime };
        return intake.Collector.Add(scratch, json, context);
    }

    private async ValueTask AnswerAsync(HttpContext http, CollectScratch scratch, EventVerdict verdict)
    {
        if (!verdict.Valid)
        {
            intake.Counters.CountInvalid();
            CollectAnswers.Errors(http, StatusCodes.Status400BadRequest, scratch.Errors);
            return;
        }

        SinkAnswer answer = await intake.StoreAsync(scratch, verdict.Counted);
        if (answer.Status != SinkStatus.Accepted)
        {
            CollectAnswers.NotStored(http, answer);
            return;
        }

        if (verdict.Dropped > 0) intake.Counters.CountDropped(verdict.Reason, verdict.Dropped);
        CollectAnswers.Ok(http, verdict.Dropped);
    }
}
