using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary><c>POST /api/event</c>: one event on the Plausible wire.</summary>
internal sealed class EventEndpoint(Intake intake)
{
    /// <summary>Answers a request.</summary>
    // As a rule the body is there already and only storing has to be waited for, so only that costs a state machine.
    public Task HandleAsync(HttpContext http)
    {
        CollectScratch scratch = intake.Rent();
        ValueTask<BodyStatus> body = RequestBody.ReadAsync(http, scratch.Body, CollectLimits.SingleBytes);
        return body.IsCompletedSuccessfully ? HandleAsync(http, scratch, body.Result) : HandleLateAsync(http, scratch, body);
    }

    private async Task HandleLateAsync(HttpContext http, CollectScratch scratch, ValueTask<BodyStatus> body) => await HandleAsync(http, scratch, await body);

    private Task HandleAsync(HttpContext http, CollectScratch scratch, BodyStatus body)
    {
        if (body != BodyStatus.Complete)
        {
            intake.Counters.CountRefused();
            CollectAnswers.BadBody(http, body, CollectLimits.SingleBytes);
        }
        else if (!intake.TryFindServerKey(http, out ApiKey? key))
        {
            intake.Counters.CountRefused();
        }
        else if (Read(http, scratch, key) is { Valid: true } verdict)
        {
            if (!verdict.IsOverQuota || scratch.Frame.Hits > 0) return AnswerAsync(http, scratch, verdict);
            intake.RefuseOverQuota(http, verdict.Dropped);
        }
        else
        {
            intake.Counters.CountInvalid();
            CollectAnswers.Errors(http, StatusCodes.Status400BadRequest, scratch.Errors);
        }

        intake.Return(scratch);
        return Task.CompletedTask;
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

    private async Task AnswerAsync(HttpContext http, CollectScratch scratch, EventVerdict verdict)
    {
        SinkAnswer answer = await intake.StoreAsync(scratch);
        intake.Count(scratch, answer, verdict.Counted);
        if (answer.Status == SinkStatus.Accepted)
        {
            if (verdict.Dropped > 0) intake.Counters.CountDropped(verdict.Reason, verdict.Dropped);
            CollectAnswers.Ok(http, verdict.Dropped);
        }
        else
        {
            CollectAnswers.NotStored(http, answer);
        }

        intake.Return(scratch);
    }
}
