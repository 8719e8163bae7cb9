using GaOrleans.Cluster.Buckets;
using GaOrleans.Core.Sites;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;

namespace GaOrleans.Cluster.Sites;

/// <summary>The index of a site's month as a grain. It also has those buckets sealed that left memory before their hour was over.</summary>
[Immovable]
internal sealed class SiteIndexGrain(
    [PersistentState(StoredSiteIndex.Name, StreamNames.Storage)] IPersistentState<StoredSiteIndex> state, GaClusterOptions options, TimeProvider time,
    ILogger<SiteIndexGrain> logger) : Grain, ISiteIndexGrain
{
    private const int SealingPauseSeconds = 60, SealedAtOnce = 8, SealedARound = 64, HourSeconds = 3600;

    private MonthIndex _index = new();
    private SharedWrites _writes = null!;
    private bool _deleted, _monthIsKnown;
    private long _sealedAt;
    private int _site, _month;

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string[] key = this.GetPrimaryKeyString().Split('/');
        if (key.Length != 2 || !int.TryParse(key[0], out _site) || !int.TryParse(key[1], out _month))
            throw new InvalidOperationException($"cannot make the index {this.GetPrimaryKeyString()}: the key is not site/month");
        _index = MonthIndex.Read(state.State.Buckets);
        _deleted = state.State.Deleted;
        _monthIsKnown = _index.Count > 0;
        _writes = new SharedWrites(WriteAsync);
        state.State = new StoredSiteIndex();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> OpenedAsync(IndexedBucket bucket)
    {
        if (!_deleted && !_monthIsKnown) await AddMonthAsync();
        if (_deleted) return false;
        if (_index.Open(bucket)) _writes.Changed();
        await StoredAsync();
        SealOld();
        return !_deleted;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SealedAsync(IndexedBucket bucket)
    {
        if (_deleted) return true;
        bool believed = _index.Seal(bucket, out bool changed);
        if (changed) _writes.Changed();
        await StoredAsync();
        return believed;
    }

    /// <inheritdoc/>
    public ValueTask<IndexedBucket[]> ListAsync(long fromHour, long toHour)
    {
        if (_deleted) return ValueTask.FromResult<IndexedBucket[]>([]);
        SealOld();
        return ValueTask.FromResult(_index.List(fromHour, toHour));
    }

    /// <inheritdoc/>
    public async ValueTask<IndexedBucket[]> DeleteAsync()
    {
        _deleted = true;
        _writes.Changed();
        await StoredAsync();
        return _index.List(long.MinValue, long.MaxValue);
    }

    /// <inheritdoc/>
    public async ValueTask ForgetAsync()
    {
        _index.Clear();
        _writes.Changed();
        await StoredAsync();
    }

    private async ValueTask AddMonthAsync()
    {
        bool exists = await GrainFactory.GetGrain<ISiteGrain>(_site).AddMonthAsync(_month);
        _deleted |= !exists;
        _monthIsKnown = exists;
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

    private async Task WriteAsync()
    {
        state.State = new StoredSiteIndex { Buckets = _index.Write(), Deleted = _deleted };
        await state.WriteStateAsync();
        state.State = new StoredSiteIndex();
    }

    private void SealOld()
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        if (now < _sealedAt + SealingPauseSeconds) return;
        _sealedAt = now;
        List<IndexedBucket> old = _index.OpenBefore(now - HourSeconds - options.SealGraceSeconds - SealingPauseSeconds, SealedARound);
        if (old.Count > 0) _ = SealAsync(old);
    }

    private async Task SealAsync(List<IndexedBucket> old)
    {
        try
        {
            foreach (IndexedBucket[] some in old.Chunk(SealedAtOnce))
            {
                await Task.WhenAll(some.Select(bucket => GrainFactory.GetGrain<IBucketGrain>(BucketNames.Of(new BucketKey(_site, bucket.Hour, bucket.Shard))).SealAsync().AsTask()));
            }
        }
        catch (Exception e)
        {
            // They stay open, which costs reports a little, until the next round.
            BucketLog.SealFails(logger, e, this.GetPrimaryKeyString());
        }
    }
}
