namespace GaOrleans.Embedded.Workers;

/// <summary>Has every worker let go of a deleted site; the last one clears the index.</summary>
internal sealed class ForgetWork(int site, int workers, Action forgotten) : IWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = workers;

    /// <summary>Completes when all have.</summary>
    internal Task Done => _done.Task;

    /// <inheritdoc/>
    public void RunOn(BucketWorker worker)
    {
        worker.Forget(site);
        Finish();
    }

    /// <inheritdoc/>
    public void Abandon() => Finish();

    private void Finish()
    {
        if (Interlocked.Decrement(ref _missing) != 0) return;
        forgotten();
        _done.SetResult();
    }
}
