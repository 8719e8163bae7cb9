using System.Text.Encodings.Web;
using System.Text.Json;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Quotas;

namespace GaOrleans.Http.Collect;

/// <summary>The memory that one request to the collector works in. It is pooled, so that a request allocates next to nothing.</summary>
internal sealed class CollectScratch
{
    private const int KeptBytes = 16 * 1024;

    /// <summary>The request's body.</summary>
    public GrowingBuffer Body { get; } = new(KeptBytes);

    /// <summary>The answer's body, for batches.</summary>
    public GrowingBuffer Answer { get; } = new(KeptBytes);

    /// <summary>One encoded hit.</summary>
    public byte[] Hit { get; } = GC.AllocateUninitializedArray<byte>(HitLimits.EncodedBytes);

    /// <summary>Texts without their escapes.</summary>
    public TextArena Texts { get; } = new();

    /// <summary>What the request tells beside its body.</summary>
    public RequestFacts Facts { get; } = new();

    /// <summary>The frame that goes to the log.</summary>
    public FrameBuilder Frame { get; } = new();

    /// <summary>When the frame was handed to the sink, in the clock's ticks.</summary>
    public long HandedInAt { get; set; }

    /// <summary>What is wrong with the event at hand.</summary>
    public FieldErrors Errors { get; } = new();

    /// <summary>Where the events of a batch stand in its body.</summary>
    public List<Range> Events { get; } = [];

    /// <summary>Events of a batch that do not count, by index.</summary>
    public List<KeyValuePair<int, DropReason>> Dropped { get; } = [];

    /// <summary>Events of a batch that are wrong, by index.</summary>
    public List<KeyValuePair<int, string>> Invalid { get; } = [];

    /// <summary>Whose month the hits of the frame are counted to, one entry a hit.</summary>
    public List<MerchantHits> Used { get; } = [];

    /// <summary>Writes envelopes and answers; reset for each.</summary>
    public Utf8JsonWriter Json { get; } = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>Forgets the request before.</summary>
    public void Clear()
    {
        Body.Clear();
        Answer.Clear();
        Errors.Clear();
        Events.Clear();
        Dropped.Clear();
        Invalid.Clear();
        Used.Clear();
    }
}
