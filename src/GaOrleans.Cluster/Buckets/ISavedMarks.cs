namespace GaOrleans.Cluster.Buckets;

/// <summary>Tells the log which hits are in saved buckets, so that it need not keep them. Marks may be lost: the log asks when it misses some.</summary>
public interface ISavedMarks
{
    /// <summary>Notes that all hits of a stream up to an offset are saved. Returns at once.</summary>
    void Add(int partition, string streamKey, long through);
}
