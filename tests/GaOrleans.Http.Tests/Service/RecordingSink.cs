using System.Text;
using GaOrleans.Core.Hits;
using GaOrleans.Engine.Collecting;

namespace GaOrleans.Http.Tests.Service;

/// <summary>A sink that remembers what it was given, and answers as it is told.</summary>
internal sealed class RecordingSink : IHitSink
{
    private readonly HashSet<(int Site, ulong EventId)> _known = [];
    private readonly List<RecordedHit> _hits = [];

    public SinkAnswer? Refusal { get; set; }

    public IReadOnlyList<RecordedHit> Hits
    {
        get
        {
            lock (_hits) return [.. _hits];
        }
    }

    public void Clear()
    {
        lock (_hits) _hits.Clear();
    }

    public ValueTask<SinkAnswer> AcceptAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct)
    {
        if (Refusal is { } refusal) return ValueTask.FromResult(refusal);
        return ValueTask.FromResult(new SinkAnswer(SinkStatus.Accepted, Record(frame.Span, hits)));
    }

    private int Record(ReadOnlySpan<byte> frame, int hits)
    {
        lock (_hits)
        {
            int duplicates = 0;
            Assert.True(HitFrame.TryOpen(frame, out HitFrameReader reader));
            Assert.Equal(hits, reader.Count);
            while (reader.TryNext(out HitFields hit))
            {
                if (hit.EventId != 0 && hit.Drop == DropReason.None && !_known.Add((hit.Site, hit.EventId))) duplicates++;
                _hits.Add(new RecordedHit(HitCodecText.Of(hit), Encoding.UTF8.GetString(reader.Raw), Encoding.UTF8.GetString(reader.Envelope)));
            }

            Assert.False(reader.Malformed);
            return duplicates;
        }
    }
}
