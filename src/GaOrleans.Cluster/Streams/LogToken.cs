using Orleans.Streams;

namespace GaOrleans.Cluster.Streams;

/// <summary>Where an event of a stream stands: the partition of the log and the offset of its last hit. Offsets of one partition are compared, never of two.</summary>
[GenerateSerializer, Alias("GaOrleans.LogToken")]
public sealed class LogToken : StreamSequenceToken
{
    /// <summary>Makes a token.</summary>
    public LogToken(int partition, long offset)
    {
        Partition = partition;
        SequenceNumber = offset;
    }

    /// <summary>The partition.</summary>
    [Id(0)]
    public int Partition { get; private set; }

    /// <inheritdoc/>
    [Id(1)]
    public override long SequenceNumber { get; protected set; }

    /// <inheritdoc/>
    [Id(2)]
    public override int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public override int CompareTo(StreamSequenceToken? other) => other is null ? 1 : SequenceNumber.CompareTo(other.SequenceNumber);

    /// <inheritdoc/>
    public override bool Equals(StreamSequenceToken? other) => other is LogToken token && token.Partition == Partition && token.SequenceNumber == SequenceNumber;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is StreamSequenceToken token && Equals(token);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Partition, SequenceNumber);
}
