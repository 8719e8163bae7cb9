using GaOrleans.Engine.Storage;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Deletes sites. The store remembers a deleted site in the transaction that removes its buckets; from then on workers leave its hits out, also
/// those that come from the log at the next start. No checkpoint is under way meanwhile, so none can bring a bucket back.
/// </summary>
internal sealed class SiteData(BucketIndex buckets, BucketWorker[] workers, CheckpointLoop checkpoints, BucketReader reader) : ISiteData
{
    /// <inheritdoc/>
    public async ValueTask DeleteAsync(int site, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        ForgetWork work = await Task.Run(() => checkpoints.Between(() => Begin(site)), ct);
        await work.Done.WaitAsync(ct);
    }

    /// <summary>Removes the site and tells the workers; called between two checkpoints.</summary>
    internal ForgetWork Begin(int site)
    {
        buckets.Store.DeleteSite(site);
        buckets.AddDeleted(site);
        var work = new ForgetWork(site, workers.Length, () => Forgotten(site));

        // Whatever checkpoint comes next asks the workers after this.
        foreach (BucketWorker worker in workers) worker.Queue.Add(work);
        return work;
    }

    private void Forgotten(int site)
    {
        buckets.Forget(site);
        reader.Forget(site);
    }
}
