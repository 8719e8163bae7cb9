namespace GaOrleans.Cluster.Buckets;

/// <summary>Keeps what cannot be counted. A crash right after keeping makes the same letter come again: its position tells.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps a letter, safely when the call completes.</summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    ValueTask AddAsync(DeadLetter letter);
}
