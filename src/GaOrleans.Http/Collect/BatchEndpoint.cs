using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Operations;
using Microsoft.AspNetCore.Http;

namespace GaOrleans.Http.Collect;

/// <summary><c>POST /v1/events</c>: many events at once. One bad event never sinks its batch.</summary>
internal sealed class BatchEndpoint(Intake intake)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        CollectScratch scratch = intake.Rent();
        if (!intake.TryFindServerKey(http, out ApiKey? key))
        {
            intake.Counters.CountRefused();
            intake.Return(scratch);
            return;
        }

        BodyStatus body = await RequestBody.ReadAsync(http, scratch.Body, CollectLimits.BatchBytes);
        if (body != BodyStatus.Complete)
        {
            intake.Counters.CountRefused();
            CollectAnswers.BadBody(http, body, CollectLimits.BatchBytes);
        }
        else if (TryAddEvents(http, scratch, key, out int counted))
        {
            if (IsOverQuota(scratch))
            {
                intake.RefuseOverQuota(http, scratch.Dropped.Count);
                intake.Return(scratch);
                return;
            }

            SinkAnswer answer = await intake.StoreAsync(scratch);
            intake.Count(scratch, answer, counted);
            if (answer.Status == SinkStatus.Accepted) Answer(http, scratch, counted, answer.Duplicates);
            else CollectAnswers.NotStored(http, answer);
        }
        else
        {
            intake.Counters.CountInvalid();
            CollectAnswers.Errors(http, StatusCodes.Status400BadRequest, scratch.Errors);
        }

        intake.Return(scratch);
    }

    private bool TryAddEvents(HttpContext http, CollectScratch scratch, ApiKey? key, out int counted)
    {
        counted = 0;
        bool isText = Intake.TryText(scratch.Body.Span, out ReadOnlySpan<byte> body);
        scratch.Texts.Start(body.Length);
        var batch = new BatchReader(scratch.Texts, scratch.Errors, scratch.Events);
        if (!batch.TryRead(body, IsLines(http.Request.ContentType))) return false;
        ReadOnlySpan<byte> site = batch.Site.IsEmpty ? SiteOfQuery(http) : batch.Site;
        scratch.Texts.Keep();
        intake.ReadFacts(http, scratch, key);
        Intake.StartFrame(scratch, "batch"u8, site, batch.SentAtMs, key);
        var context = new EventContext { Batch = true, ServerKey = key, Site = site, SentAtMs = batch.SentAtMs };
        for (int i = 0; i < scratch.Events.Count; i++)
        {
            ReadOnlySpan<byte> json = body[scratch.Events[i]];
            EventVerdict verdict = isText || Utf8.IsValid(json) ? intake.Collector.Add(scratch, json, context) : NotText(scratch.Errors);
            counted += verdict.Counted;
            if (!verdict.Valid) scratch.Invalid.Add(new(i, scratch.Errors.InWords()));
            else if (verdict.Dropped > 0) scratch.Dropped.Add(new(i, verdict.Reason));
        }

        return true;
    }

    // Nothing is there to be stored or to be told of but hits beyond the quota. In a batch with others these are told of as dropped.
    private static bool IsOverQuota(CollectScratch scratch) =>
        scratch.Frame.Hits == 0 && scratch.Invalid.Count == 0 && scratch.Dropped.Count > 0 && scratch.Dropped.TrueForAll(dropped => dropped.Value == DropReason.OverQuota);

    private static EventVerdict NotText(FieldErrors errors)
    {
        errors.Clear();
        errors.Add("body", "is not UTF-8");
        return default;
    }

    private void Answer(HttpContext http, CollectScratch scratch, int counted, int duplicates)
    {
        Utf8JsonWriter json = scratch.Json;
        json.Reset(scratch.Answer);
        json.WriteStartObject();
        json.WriteNumber("accepted"u8, counted - duplicates);
        json.WriteNumber("duplicates"u8, duplicates);
        json.WriteStartArray("dropped"u8);
        foreach ((int index, DropReason reason) in scratch.Dropped)
        {
            intake.Counters.CountDropped(reason, hits: 1);
            WriteEntry(json, index, "reason", DropReasons.NameOf(reason));
        }

        json.WriteEndArray();
        json.WriteStartArray("invalid"u8);
        foreach ((int index, string error) in scratch.Invalid)
        {
            intake.Counters.CountInvalid();
            WriteEntry(json, index, "error", error);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        CollectAnswers.JsonBody(http, StatusCodes.Status202Accepted, scratch.Answer.Span);
    }

    private static void WriteEntry(Utf8JsonWriter json, int index, string name, string text)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteString(name, text);
        json.WriteEndObject();
    }

    private static bool IsLines(string? contentType) =>
        contentType is not null && (contentType.Contains("ndjson", StringComparison.OrdinalIgnoreCase) || contentType.Contains("jsonl", StringComparison.OrdinalIgnoreCase));

    private static ReadOnlySpan<byte> SiteOfQuery(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue) return default;
        string? site = http.Request.Query["site"];
        return site is null ? default : Encoding.UTF8.GetBytes(site);
    }
}
