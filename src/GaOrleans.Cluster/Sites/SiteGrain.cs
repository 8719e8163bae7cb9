using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Sites;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Storage;

namespace GaOrleans.Cluster.Sites;

/// <summary>
/// A site's data as a grain. Reentrant: while it deletes buckets, those may ask through their index whether they may open.
/// </summary>
[Reentrant, Immovable]
internal sealed partial class SiteGrain(
    [PersistentState(StoredSite.Name, StreamNames.Storage)] IPersistentState<StoredSite> state, IBlobStore blobs, TimeProvider time, ILogger<SiteGrain> logger) : Grain, ISiteGrain
{
    private const int DeletedAtOnce = 16, WaitSeconds = 15;

    private readonly SortedSet<int> _months = [];
    private SharedWrites _writes = null!;
    private bool _deleted;
    private Task _removing = Task.CompletedTask;

    private int Site => (int)this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _months.UnionWith(state.State.Months);
        _deleted = state.State.Deleted;
        _writes = new SharedWrites(WriteAsync);

        // The removal was interrupted.
        if (_deleted && _months.Count > 0) _removing = RemoveObservedAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> AddMonthAsync(int month)
    {
        if (_deleted) return false;
        if (_months.Add(month)) _writes.Changed();
        await StoredAsync();
        return !_deleted;
    }

    /// <inheritdoc/>
    public ValueTask<int[]> MonthsAsync() => ValueTask.FromResult<int[]>(_deleted ? [] : [.. _months]);

    /// <inheritdoc/>
    public async ValueTask DeleteAsync()
    {
        if (!_deleted) _writes.Changed();
        _deleted = true;
        await StoredAsync();
        foreach (int month in _months.ToArray()) await IndexOf(month).DeleteAsync();
        if (_removing.IsCompleted) _removing = RemoveObservedAsync();
        try
        {
            await _removing.WaitAsync(TimeSpan.FromSeconds(WaitSeconds), time);
        }
        catch (TimeoutException)
        {
            // It goes on by itself, and after a crash with the next call.
            DelayDeactivation(TimeSpan.FromHours(1));
        }
    }

    private async Task RemoveObservedAsync()
    {
        try
        {
            await RemoveAsync();
        }
        catch (Exception e)
        {
            LogRemovalStopped(e, Site);
        }
    }

    private async Task RemoveAsync()
    {
        foreach (int month in _months.ToArray())
        {
            IndexedBucket[] buckets = await IndexOf(month).DeleteAsync();
            foreach (IndexedBucket[] some in buckets.Chunk(DeletedAtOnce))
                await Task.WhenAll(some.Select(bucket => GrainFactory.GetGrain<IBucketGrain>(BucketNames.Of(new BucketKey(Site, bucket.Hour, bucket.Shard))).DeleteAsync().AsTask()));
            await IndexOf(month).ForgetAsync();
            _months.Remove(month);
            _writes.Changed();
            await StoredAsync();
        }

        // What failed writes and activations of before left behind.
        await foreach (string blob in blobs.ListAsync(BucketBlobs.PrefixOf(Site), CancellationToken.None)) await blobs.DeleteAsync(blob, CancellationToken.None);
    }

    private async ValueTask StoredAsync()
    {
        try
        {
            await _writes.StoredAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private Task WriteAsync()
    {
        state.State = new StoredSite { Months = [.. _months], Deleted = _deleted };
        return state.WriteStateAsync();
    }

    private ISiteIndexGrain IndexOf(int month) => GrainFactory.GetGrain<ISiteIndexGrain>(SiteMonth.KeyOf(Site, month));

    [LoggerMessage(EventId = 221, Level = LogLevel.Warning, Message = "cannot remove all that is stored of the deleted site {Site}: nothing reads it any more; deleting the site once more goes on")]
    private partial void LogRemovalStopped(Exception fault, int site);
}
