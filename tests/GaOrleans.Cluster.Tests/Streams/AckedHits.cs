using GaOrleans.Cluster.Buckets;

namespace GaOrleans.Cluster.Tests.Streams;

/// <summary>What publishers were told.</summary>
internal sealed class AckedHits
{
    private readonly Dictionary<string, HashSet<long>> _streams = [];

    /// <summary>The offsets of acknowledged hits, by stream.</summary>
    internal IReadOnlyDictionary<string, HashSet<long>> Streams => _streams;

    /// <summary>Publishings that were refused.</summary>
    internal int Refused { get; private set; }

    /// <summary>Notes where hits came to stand; no two at one place.</summary>
    internal void Add(string stream, IReadOnlyList<AppendedRange> ranges)
    {
        lock (_streams)
        {
            if (!_streams.TryGetValue(stream, out HashSet<long>? offsets)) _streams.Add(stream, offsets = []);
            foreach (AppendedRange range in ranges)
            {
                for (long offset = range.First; offset <= range.Last; offset++) Assert.True(offsets.Add(offset), $"offset {offset} was given twice");
            }
        }
    }

    /// <summary>Notes a refusal.</summary>
    internal void Refuse()
    {
        lock (_streams) Refused++;
    }
}
