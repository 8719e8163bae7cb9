namespace GaOrleans.Embedded.Workers;

/// <summary>Tells a worker whether its part of a checkpoint was saved.</summary>
internal sealed class SavedWork(CheckpointRound round, bool saved) : IWork
{
    /// <inheritdoc/>
    public void RunOn(BucketWorker worker) => worker.Saved(round, saved);

    /// <inheritdoc/>
    public void Abandon()
    {
        // A worker that has stopped has nothing to keep in order.
    }
}
