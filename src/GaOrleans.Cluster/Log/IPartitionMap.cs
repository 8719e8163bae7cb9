namespace GaOrleans.Cluster.Log;

/// <summary>Tells in which partition of the log a stream's records stand: the queue that the stream provider maps the stream to.</summary>
public interface IPartitionMap
{
    /// <summary>The partition of the stream of hits of a key; always the same for one key and one number of partitions.</summary>
    int Of(string streamKey);
}
