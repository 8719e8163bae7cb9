namespace GaOrleans.Embedded.Workers;

/// <summary>Something that a worker does between two hits of other work.</summary>
internal interface IWork
{
    /// <summary>Does it, on the worker's thread. An <see cref="IOException"/> means that the bucket store failed: the worker calls again later.</summary>
    void RunOn(BucketWorker worker);

    /// <summary>The worker has stopped and will not do it.</summary>
    void Abandon();
}
