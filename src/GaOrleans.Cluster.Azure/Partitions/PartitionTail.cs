using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Streams;

namespace GaOrleans.Cluster.Azure.Partitions;

/// <summary>
/// The hits of a partition that no bucket has saved yet, by stream. Events are added in the order of the partition and taken out when their bucket says up
/// to where it is saved. For one caller at a time.
/// </summary>
internal sealed class PartitionTail
{
    private readonly Dictionary<string, StreamTail> _streams = new(StringComparer.Ordinal);

    /// <summary>Starts behind what is saved.</summary>
    /// <param name="from">Sequence number of the event that is added first.</param>
    public PartitionTail(long from) => NextSequence = from;

    /// <summary>The event expected next.</summary>
    public long NextSequence { get; private set; }

    /// <summary>Memory of the hits kept, in bytes, about.</summary>
    public long Bytes { get; private set; }

    /// <summary>Streams with unsaved hits.</summary>
    public int Streams => _streams.Count;

    /// <summary>The event from which a new owner has to read: all hits before it are saved.</summary>
    public long SavedSequence
    {
        get
        {
            long sequence = NextSequence;
            foreach (StreamTail stream in _streams.Values) sequence = Math.Min(sequence, stream.FirstSequence);
            return sequence;
        }
    }

    /// <summary>When the oldest unsaved hit was stored, milliseconds since 1970 UTC; the largest number when there is none.</summary>
    public long OldestStoredMs
    {
        get
        {
            long oldest = long.MaxValue;
            foreach (StreamTail stream in _streams.Values) oldest = Math.Min(oldest, stream.FirstStoredMs);
            return oldest;
        }
    }

    /// <summary>Adds an event; one that was added before is left out.</summary>
    /// <param name="added">The event.</param>
    /// <param name="nowMs">When, in milliseconds of any clock that does not go back.</param>
    public void Add(in LogEvent added, long nowMs)
    {
        if (added.Sequence < NextSequence) return;
        NextSequence = added.Sequence + 1;
        if (!added.IsHits || EventHits.Count(added.Body) == 0) return;
        if (!_streams.TryGetValue(added.Key!, out StreamTail? stream)) _streams[added.Key!] = stream = new StreamTail(nowMs);
        Bytes += stream.Add(added);
        if (stream.Count == 0) _streams.Remove(added.Key!);
    }

    /// <summary>What is kept of a stream behind an offset; empty when there is nothing.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="after">The offset.</param>
    /// <param name="mostBytes">About how much at most; at least one hit comes.</param>
    public StreamPart[] Read(string key, long after, int mostBytes)
    {
        if (!_streams.TryGetValue(key, out StreamTail? stream)) return [];
        var bundle = new HitBundleBuilder();
        long first = stream.AddTo(bundle, after, mostBytes, out long last);
        return last < 0 ? [] : [new StreamPart(StreamNames.Hits, key, first, last, bundle.Finish(HitBundle.NothingBefore))];
    }

    /// <summary>The first hit of a stream behind an offset; -1 when there is none.</summary>
    public long FirstAfter(string key, long offset) => _streams.TryGetValue(key, out StreamTail? stream) ? stream.FirstAfter(offset) : -1;

    /// <summary>Takes out what is saved.</summary>
    public void Saved(SavedMark mark)
    {
        if (!_streams.TryGetValue(mark.StreamKey, out StreamTail? stream)) return;
        Bytes -= stream.DropThrough(mark.Through);
        if (stream.Count == 0) _streams.Remove(mark.StreamKey);
    }

    /// <summary>Streams whose oldest hit came before an instant, the oldest first.</summary>
    /// <param name="beforeMs">The instant, on the clock of <see cref="Add"/>.</param>
    /// <param name="most">How many at most.</param>
    public List<SavedMark> Waiting(long beforeMs, int most) =>
        [.. _streams.Where(stream => stream.Value.SinceMs < beforeMs)
            .OrderBy(stream => stream.Value.SinceMs).ThenBy(stream => stream.Key, StringComparer.Ordinal)
            .Take(most).Select(stream => new SavedMark(stream.Key, stream.Value.Last))];

    /// <summary>Gives a stream that was just asked to save another while before it is asked again.</summary>
    public void Asked(string key, long nowMs)
    {
        if (_streams.TryGetValue(key, out StreamTail? stream)) stream.SinceMs = nowMs;
    }
}
