using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Storage;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Sites;
using Orleans.Placement;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace GaOrleans.Cluster.Buckets;

/// <summary>A bucket as a grain: turns, timers and the stream around <see cref="BucketKeeper"/>. One that nothing happens to has no timer.</summary>
[ImplicitStreamSubscription(StreamNames.Hits), Immovable]
internal sealed class BucketGrain : Grain, IBucketGrain, IStreamSubscriptionObserver, IAsyncObserver<byte[]>
{
    private const int TellMs = 1_000, PullMs = 250, LongestRetryMs = 60_000;

    private readonly BucketServices _services;
    private readonly GrainBucketStates _states;
    private BucketKeeper? _keeper;
    private BucketKey _key;
    private IGrainTimer? _saveTimer, _sealTimer, _pullTimer, _tellTimer;
    private long _toldVersion;
    private int _failures;

    /// <summary>Made by Orleans.</summary>
    public BucketGrain([PersistentState(StoredBucketState.Name, StreamNames.Storage)] IPersistentState<StoredBucketState> state, BucketServices services)
    {
        _services = services;
        _states = new GrainBucketStates(state);
    }

    private BucketKeeper Keeper => _keeper ?? throw new InvalidOperationException($"cannot answer for bucket {this.GetPrimaryKeyString()}: the key is not site/hour/shard");

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!BucketNames.TryParse(this.GetPrimaryKeyString(), out _key)) return;
        _keeper = new BucketKeeper(_key, _states, _services);
        StoredBucketState stored = await _states.TakeAsync();

        // What comes from the log at once is news as well: the first hit of a bucket mostly comes so.
        _toldVersion = stored.Version;
        await _keeper.LoadAsync(stored);
        Arm();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_keeper is not { Lost: false } keeper) return;
        try
        {
            // What cannot be saved stays in the log and comes back with the next activation.
            if (!keeper.IsOpen || !await keeper.SealAsync()) await keeper.SaveAsync();
        }
        catch (Exception e)
        {
            BucketLog.SaveFails(_services.Logger, e, this.GetPrimaryKeyString());
        }

        keeper.Close();
    }

    /// <inheritdoc/>
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
    {
        StreamSequenceToken? token = _keeper is null ? null : _services.CatchUp.ResumeFrom(_keeper.Partition, _keeper.Watermark);
        await handleFactory.Create<byte[]>().ResumeAsync(this, token);
    }

    /// <inheritdoc/>
    public async Task OnNextAsync(byte[] item, StreamSequenceToken? token = null)
    {
        (int partition, long last) = PositionOf(item, token);
        if (_keeper is null)
        {
            await _services.DeadLetters.AddAsync(new DeadLetter(this.GetPrimaryKeyString(), partition, last, "the key of the stream is not site/hour/shard", item));
            DeactivateOnIdle();
            return;
        }

        await TurnAsync(new Delivery(partition, last, item), static (keeper, delivery) => keeper.DeliverAsync(delivery.Partition, delivery.Last, delivery.Bundle));
    }

    /// <inheritdoc/>
    public Task OnCompletedAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task OnErrorAsync(Exception ex)
    {
        // The provider cannot deliver something; the log has it.
        if (_keeper is not null) await TurnAsync(0, static (keeper, _) => keeper.CatchUpAsync());
    }

    /// <inheritdoc/>
    public async ValueTask<int[]> AppliedAsync(AppendedRange[] ranges)
    {
        int[] duplicates = new int[ranges.Length];
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(_services.Options.AppliedWaitMs), _services.Time);
        for (int i = 0; i < ranges.Length; i++)
        {
            ValueTask<int> applied = Keeper.AppliedAsync(ranges[i], limit.Token);
            if (Keeper.IsAwaited) _pullTimer ??= this.RegisterGrainTimer(PullAsync, OneShot(PullMs, interleave: false));
            try
            {
                duplicates[i] = await applied;
            }
            catch (OperationCanceledException)
            {
                duplicates[i] = -1;
            }
        }

        return duplicates;
    }

    /// <inheritdoc/>
    public ValueTask<BucketReading> ReadAsync(long knownVersion) => Keeper.ReadAsync(knownVersion);

    /// <inheritdoc/>
    public async ValueTask<long> CheckpointAsync(int partition, long through)
    {
        long saved = -1;
        await TurnAsync(0, async (keeper, _) => saved = await keeper.CheckpointAsync(partition, through));
        return saved;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> SealAsync()
    {
        bool isSealed = false;
        await TurnAsync(0, async (keeper, _) => isSealed = await keeper.SealAsync());
        return isSealed;
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync() => await TurnAsync(0, static (keeper, _) => keeper.DeleteAsync());

    private async ValueTask TurnAsync<T>(T argument, Func<BucketKeeper, T, ValueTask> work)
    {
        try
        {
            await work(Keeper, argument);
        }
        finally
        {
            Arm();
        }
    }

    /// <summary>Sets the timers that the bucket needs as it is now.</summary>
    private void Arm()
    {
        if (_keeper is not { } keeper) return;
        if (keeper.Lost)
        {
            DeactivateOnIdle();
            return;
        }

        if (keeper.Unsaved > 0)
        {
            int dueMs = _failures > 0 ? Math.Min(500 << Math.Min(_failures, 8), LongestRetryMs) : Jittered(_services.Options.CheckpointMs);
            if (keeper.Unsaved >= _services.Options.DirtyHits && _failures == 0) dueMs = 0;
            if (_saveTimer is null) _saveTimer = this.RegisterGrainTimer(SaveAsync, OneShot(dueMs, interleave: true));
            else if (dueMs == 0) _saveTimer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        if (keeper.Summary.Version != _toldVersion) _tellTimer ??= this.RegisterGrainTimer(TellAsync, OneShot(TellMs, interleave: true));
    }

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await Keeper.SaveAsync();
            if (_failures > 0) BucketLog.SavedAgain(_services.Logger, this.GetPrimaryKeyString());
            _failures = 0;
        }
        catch (InconsistentStateException)
        {
            // The keeper has dropped its memory and logged it.
            DeactivateOnIdle();
        }
        catch (Exception e)
        {
            // Whatever it is: storages have faults of many types, and a bucket that stopped trying would not be saved before it is asked to.
            if (_failures++ == 0) BucketLog.SaveFails(_services.Logger, e, this.GetPrimaryKeyString());
        }

        Dispose(ref _saveTimer);
        Arm();
        AwaitSealing();
    }

    /// <summary>Seals from memory what would be let go before it may be sealed. What is let go earlier is sealed by its index.</summary>
    private void AwaitSealing()
    {
        if (_keeper is not { Lost: false, IsOpen: true, Unsaved: 0 } keeper || _sealTimer is not null) return;
        long waitSeconds = Math.Max(keeper.SealsAt - _services.Time.GetUtcNow().ToUnixTimeSeconds(), 0) + 1;
        if (waitSeconds > _services.Options.IdleSeconds) return;
        int dueMs = (int)(waitSeconds * 1000) + (Jittered(_services.Options.CheckpointMs) / 4);
        DelayDeactivation(TimeSpan.FromMilliseconds(dueMs + TellMs));
        _sealTimer = this.RegisterGrainTimer(SealByTimeAsync, OneShot(dueMs, interleave: false));
    }

    private async Task SealByTimeAsync(CancellationToken ct)
    {
        Dispose(ref _sealTimer);
        try
        {
            // When a hit has come since, the save that follows it sets the timer again.
            if (_keeper is { Lost: false, Unsaved: 0 } keeper) await keeper.SealAsync();
        }
        catch (Exception e)
        {
            BucketLog.SealFails(_services.Logger, e, this.GetPrimaryKeyString());
        }

        Arm();
    }

    /// <summary>Somebody has waited for long: the deliveries may be held up, the log is not.</summary>
    private async Task PullAsync(CancellationToken ct)
    {
        try
        {
            if (_keeper is { Lost: false, IsAwaited: true } keeper) await keeper.CatchUpAsync();
        }
        catch (Exception e)
        {
            BucketLog.CatchUpFails(_services.Logger, e, this.GetPrimaryKeyString());
        }

        if (_keeper is { Lost: false, IsAwaited: true }) _pullTimer?.Change(TimeSpan.FromMilliseconds(PullMs), Timeout.InfiniteTimeSpan);
        else Dispose(ref _pullTimer);
        Arm();
    }

    private Task TellAsync(CancellationToken ct)
    {
        Dispose(ref _tellTimer);
        (long version, int rows, long lastHitMs) = Keeper.Summary;
        if (!Keeper.Lost && version != _toldVersion) _services.Changes.Tell(new BucketChange(_key.Site, _key.Hour, _key.Shard, version, rows, lastHitMs));
        _toldVersion = version;
        return Task.CompletedTask;
    }

    private (int Partition, long Last) PositionOf(ReadOnlySpan<byte> bundle, StreamSequenceToken? token)
    {
        if (token is LogToken at) return (at.Partition, at.SequenceNumber);
        long last = token?.SequenceNumber ?? 0;
        if (HitBundle.TryOpen(bundle, out HitBundleReader hits))
        {
            while (hits.TryNext(out _)) last = hits.Offset;
        }

        return (_keeper?.Partition ?? 0, last);
    }

    /// <summary>Give or take a fifth, always the same for one bucket, so that the checkpoints of many spread.</summary>
    private int Jittered(int ms) => (int)(ms * (0.8 + (Hash64.Mix((ulong)_key.GetHashCode()) % 1024 / 2560.0)));

    private static GrainTimerCreationOptions OneShot(int dueMs, bool interleave) =>
        new(TimeSpan.FromMilliseconds(dueMs), Timeout.InfiniteTimeSpan) { Interleave = interleave };

    private static void Dispose(ref IGrainTimer? timer)
    {
        timer?.Dispose();
        timer = null;
    }

    private readonly record struct Delivery(int Partition, long Last, byte[] Bundle);
}
