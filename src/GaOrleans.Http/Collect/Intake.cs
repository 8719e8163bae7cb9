using System.Buffers;
using System.Text.Unicode;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Configuration;
using GaOrleans.Engine.Quotas;
using GaOrleans.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace GaOrleans.Http.Collect;

/// <summary>What all wires share: the key, the facts of the request, the frame with its envelope, and handing it to the sink.</summary>
internal sealed class Intake(Collector collector, IHitSink sink, IConfigurationStore configuration, TrustedProxies proxies, TimeProvider clock, CollectCounters counters, StoreLatency latency, HitQuotas quotas)
{
    private readonly DefaultObjectPool<CollectScratch> _pool = new(new DefaultPooledObjectPolicy<CollectScratch>(), maximumRetained: 512);

    /// <summary>Where events are counted.</summary>
    public CollectCounters Counters => counters;

    /// <summary>Reads single events.</summary>
    public Collector Collector => collector;

    /// <summary>Memory to work in. It is given back only where nothing can hold on to it any more.</summary>
    public CollectScratch Rent()
    {
        counters.CountRequest();
        CollectScratch scratch = _pool.Get();
        scratch.Clear();
        return scratch;
    }

    /// <summary>Gives the memory back.</summary>
    public void Return(CollectScratch scratch) => _pool.Return(scratch);

    /// <summary>Finds the server key that the request may carry. A key that is sent has to be right.</summary>
    /// <returns>False when the request has been refused.</returns>
    public bool TryFindServerKey(HttpContext http, out ApiKey? key)
    {
        if (!BearerKey.TryRead(http, configuration, out key)) return true;
        if (key is null)
        {
            CollectAnswers.Error(http, StatusCodes.Status401Unauthorized, "authorization", "has a key that is not known");
            return false;
        }

        if (Access.Allows(key, KeyScopes.Ingest)) return true;
        CollectAnswers.Error(http, StatusCodes.Status403Forbidden, "authorization", "has a key without the scope ingest");
        return false;
    }

    /// <summary>Takes down the facts of the request.</summary>
    public void ReadFacts(HttpContext http, CollectScratch scratch, ApiKey? key) =>
        scratch.Facts.Read(http, clock.GetUtcNow().ToUnixTimeMilliseconds(), ClientAddress.Of(http, proxies, key is not null));

    /// <summary>Starts the frame with its envelope.</summary>
    /// <param name="scratch">The request's memory.</param>
    /// <param name="wire">Name of the wire.</param>
    /// <param name="site">The batch's site, if any.</param>
    /// <param name="sentAtMs">The batch's time of sending, if any.</param>
    /// <param name="key">The key that came with it.</param>
    public static void StartFrame(CollectScratch scratch, ReadOnlySpan<byte> wire, ReadOnlySpan<byte> site, long sentAtMs, ApiKey? key)
    {
        IBufferWriter<byte> envelope = scratch.Frame.Start();
        System.Text.Json.Utf8JsonWriter json = scratch.Json;
        json.Reset(envelope);
        json.WriteStartObject();
        json.WriteString("wire"u8, wire);
        scratch.Facts.Write(json);
        if (!site.IsEmpty) json.WriteString("site"u8, site);
        if (sentAtMs != EventFields.NoTime) json.WriteNumber("sent_at"u8, sentAtMs);
        if (key is not null) json.WriteNumber("key"u8, key.Id);
        json.WriteEndObject();
        json.Flush();
        scratch.Frame.EndEnvelope();
    }

    /// <summary>The body without a byte order mark, when it is UTF-8.</summary>
    public static bool TryText(ReadOnlySpan<byte> body, out ReadOnlySpan<byte> text)
    {
        text = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return Utf8.IsValid(text);
    }

    /// <summary>Hands the frame to the sink, if there is anything in it.</summary>
    // Not given up when the client goes away: the sink may still be reading the frame, whose memory is used again.
    public ValueTask<SinkAnswer> StoreAsync(CollectScratch scratch)
    {
        if (scratch.Frame.Hits == 0) return ValueTask.FromResult(new SinkAnswer(SinkStatus.Accepted));
        scratch.HandedInAt = clock.GetTimestamp();
        return sink.AcceptAsync(scratch.Frame.Finish(), scratch.Frame.Hits, CancellationToken.None);
    }

    /// <summary>Counts what the sink answered.</summary>
    /// <param name="scratch">The request's memory.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="counted">How many hits of the frame count.</param>
    public void Count(CollectScratch scratch, SinkAnswer answer, int counted)
    {
        if (scratch.Frame.Hits > 0) latency.Add(clock.GetElapsedTime(scratch.HandedInAt));
        if (answer.Status == SinkStatus.Accepted)
        {
            counters.CountStored(counted - answer.Duplicates, answer.Duplicates);
            CountUsed(scratch.Used, answer.Duplicates);
        }
        else if (answer.Status == SinkStatus.Overloaded) counters.CountOverloaded();
        else counters.CountUnavailable();
    }

    /// <summary>Answers that nothing of the request was stored, as its hits are beyond what the merchant may send in a month.</summary>
    public void RefuseOverQuota(HttpContext http, int hits)
    {
        counters.CountDropped(DropReason.OverQuota, hits);
        CollectAnswers.OverQuota(http, quotas.RetryAfterSeconds);
    }

    // Which of several were sent before is not known; as a rule they are all of one merchant.
    private static void CountUsed(List<MerchantHits> used, int duplicates)
    {
        int count = used.Count - duplicates;
        for (int i = 0; i < count;)
        {
            int first = i;
            while (i < count && used[i] == used[first]) i++;
            used[first].Add(i - first);
        }
    }
}
