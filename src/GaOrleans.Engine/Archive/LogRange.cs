namespace GaOrleans.Engine.Archive;

/// <summary>Consecutive log offsets of a partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The offset after the last.</param>
public readonly record struct LogRange(int Partition, long From, long To)
{
    /// <summary>Everything of a partition.</summary>
    public static LogRange All(int partition) => new(partition, 0, long.MaxValue);
}
