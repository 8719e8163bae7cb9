namespace GaOrleans.Cluster.Log;

/// <summary>Records that are delivered and not stored: the newest of each stream, of a bounded number of streams. Guarded by its owner.</summary>
internal sealed class TransientRecords(long epoch)
{
    private const int MostStreams = 16_384;

    private readonly Dictionary<(string Namespace, string Key), ReadOnlyMemory<byte>> _newest = [];

    // Behind all numbers of owners before, so that tokens of a stream only grow.
    private long _number = epoch << 32;

    /// <summary>Whether there is something to deliver.</summary>
    internal bool Any => _newest.Count > 0;

    /// <summary>Takes a record in the place of an older one of its stream; one too many is forgotten, as such records may be.</summary>
    internal void Add(in LogRecord record)
    {
        (string, string) stream = (record.Namespace, record.Key);
        if (_newest.Count < MostStreams || _newest.ContainsKey(stream)) _newest[stream] = record.Payload;
    }

    /// <summary>Gives what there is, once.</summary>
    internal void TakeAll(List<StreamPart> to)
    {
        foreach (((string space, string key), ReadOnlyMemory<byte> payload) in _newest)
        {
            long number = ++_number;
            to.Add(new StreamPart(space, key, number, number, payload.ToArray()));
        }

        _newest.Clear();
    }
}
