using GaOrleans.Core.Sites;

namespace GaOrleans.Embedded.Workers;

/// <summary>Has a worker take a stored bucket into memory that was left unsealed when the process ended.</summary>
internal sealed class TouchWork(BucketKey key) : IWork
{
    /// <inheritdoc/>
    public void RunOn(BucketWorker worker) => worker.Touch(key);

    /// <inheritdoc/>
    public void Abandon()
    {
        // The next start finds it again.
    }
}
