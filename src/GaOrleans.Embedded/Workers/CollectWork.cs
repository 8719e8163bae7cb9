namespace GaOrleans.Embedded.Workers;

/// <summary>Has a worker hand in its changed buckets.</summary>
internal sealed class CollectWork(CheckpointRound round) : IWork
{
    /// <inheritdoc/>
    public void RunOn(BucketWorker worker) => round.HandIn(worker.Collect(round.NowSeconds));

    /// <inheritdoc/>
    public void Abandon() => round.Abandon();
}
