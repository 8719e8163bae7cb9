using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Everything that a bucket does, without Orleans. What changes rows (deliver, catch up, checkpoint asked for by the log, seal, delete) is called one
/// after the other, each to its end; <see cref="AppliedAsync"/>, <see cref="ReadAsync"/> and <see cref="SaveAsync"/> may come in between at every await.
/// </summary>
internal sealed class BucketKeeper
{
    // Hits that may be unsaved before deliveries wait for the storage, as a multiple of DirtyHits.
    private const int MostUnsaved = 4;

    private readonly BucketKey _key;
    private readonly string _name;
    private readonly int _partition;
    private readonly BucketServices _services;
    private readonly IBucketStates _states;
    private readonly BucketSaver _saver;
    private readonly BucketEncoder _encoder = new();
    private BucketRows _rows;
    private AppliedWaiters? _waiters;
    private bool _opened, _deleted;

    internal BucketKeeper(BucketKey key, IBucketStates states, BucketServices services)
    {
        _key = key;
        _name = BucketNames.Of(key);
        _services = services;
        _partition = services.Partitions.Of(_name);
        _states = states;
        _saver = new BucketSaver(key, _name, states, services);
        _rows = NewRows(storedVersion: 0);
    }

    /// <summary>The partition that its hits stand in.</summary>
    internal int Partition => _partition;

    /// <summary>The offset up to which its hits are applied; -1 for nothing.</summary>
    internal long Watermark => _rows.WatermarkOf(_partition);

    /// <summary>Hits taken in that no saved state holds.</summary>
    internal long Unsaved => _deleted || _saver.Lost ? 0 : _rows.Unsaved;

    /// <summary>Whether the memory is worth nothing: another activation has written.</summary>
    internal bool Lost => _saver.Lost;

    /// <summary>Whether somebody waits for hits to be applied.</summary>
    internal bool IsAwaited => _waiters is { Count: > 0 };

    /// <summary>Whether it takes hits; false when what is stored is sealed, or nothing is.</summary>
    internal bool IsOpen => _opened && !_deleted;

    /// <summary>Version of the content, rows, and the time of the last hit.</summary>
    internal (long Version, int Rows, long LastHitMs) Summary => (_rows.Version, _rows.Count, _rows.LastHitMs);

    /// <summary>When it may be sealed if no hit comes, seconds since 1970.</summary>
    internal long SealsAt => _key.Hour + 3600 + _services.Options.SealGraceSeconds;

    /// <summary>Reads what is stored, and from the log what is not.</summary>
    /// <exception cref="IOException">Either cannot be read at present.</exception>
    internal async ValueTask LoadAsync(StoredBucketState state)
    {
        Bucket? bucket = null;
        string? damaged = null;
        while (bucket is null)
        {
            damaged = state.Damaged;
            try
            {
                bucket = await OpenAsync(state);
            }
            catch (DamagedBucketException e)
            {
                // The activation before may have saved once more since the state was read, and removed the blob that it names.
                StoredBucketState now = await _states.ReadAsync();
                bool isLate = now.Version != state.Version || now.Blob != state.Blob;
                state = now;
                if (isLate) continue;
                bucket = new Bucket(_key, _services.Limits);
                bucket.RestoreWatermarks(state.Watermarks());
                damaged = await KeepDamagedAsync(state);
                BucketLog.Damaged(_services.Logger, e.Message, damaged);
            }
        }

        _rows = new BucketRows(bucket, state.Version, _services.NewEpoch());
        _saver.Loaded(state, damaged);
        _opened = state.Version > 0 && !state.Sealed;
        await CatchUpAsync();
    }

    /// <summary>Takes a delivered bundle in.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="last">Offset of its last hit.</param>
    /// <param name="bundle">The bundle.</param>
    /// <exception cref="IOException">It could not be taken in at present; it has to be delivered again.</exception>
    internal async ValueTask DeliverAsync(int partition, long last, ReadOnlyMemory<byte> bundle)
    {
        ThrowIfLost();
        if (last <= _rows.WatermarkOf(partition)) return;
        if (_rows.Unsaved >= (long)MostUnsaved * _services.Options.DirtyHits) await SaveAsync();
        if (_rows.MayMiss(bundle.Span, partition)) await CatchUpAsync(partition);
        await TakeAsync(partition, last, bundle);
    }

    /// <summary>Reads from the log what was not delivered.</summary>
    internal ValueTask CatchUpAsync() => CatchUpAsync(_partition);

    /// <summary>Waits until hits are applied, and tells how many of them were duplicates.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    internal async ValueTask<int> AppliedAsync(AppendedRange range, CancellationToken giveUp)
    {
        ThrowIfLost();
        if (_rows.WatermarkOf(range.Partition) < range.Last) await (_waiters ??= new AppliedWaiters()).WaitAsync(range, giveUp);
        ThrowIfLost();
        return _rows.DuplicatesIn(range);
    }

    /// <summary>The bucket as it is now.</summary>
    /// <exception cref="DamagedBucketException">Earlier rows of it are damaged.</exception>
    internal async ValueTask<BucketReading> ReadAsync(long knownVersion)
    {
        ThrowIfLost();
        if (_deleted) return new BucketReading(0, null, Sealed: false, 0);
        if (_saver.Damaged is { } blob) throw new DamagedBucketException(_key, $"its earlier content is damaged and kept in blob {blob}");
        (long version, int rows) = (_rows.Version, _rows.Count);
        if (version == knownVersion || rows == 0) return new BucketReading(version, null, Sealed: false, rows);
        byte[] bytes = await _encoder.OpenAsync(_rows);
        ThrowIfLost();
        return new BucketReading(version, bytes, Sealed: false, rows);
    }

    /// <summary>Saves what is not saved; everything, in a new version, when told to do so again.</summary>
    /// <exception cref="OrleansException">It could not be stored, or not known to be; or another activation has.</exception>
    /// <exception cref="IOException">It could not be stored.</exception>
    internal async ValueTask SaveAsync(bool seal = false, bool again = false)
    {
        if (_deleted) return;
        try
        {
            await _saver.SaveAsync(_rows, _encoder, seal, again);
        }
        finally
        {
            if (_saver.Lost) Forget();
        }
    }

    /// <summary>Catches up to an offset and saves.</summary>
    /// <returns>The offset up to which a partition is saved.</returns>
    internal async ValueTask<long> CheckpointAsync(int partition, long through)
    {
        ThrowIfLost();
        if (_rows.WatermarkOf(partition) < through) await CatchUpAsync(partition);
        await SaveAsync();
        return _deleted ? Math.Max(through, _rows.WatermarkOf(partition)) : _saver.SavedTo(partition);
    }

    /// <summary>Seals the bucket when nothing is expected any more.</summary>
    /// <returns>False when it is too early.</returns>
    internal async ValueTask<bool> SealAsync()
    {
        ThrowIfLost();
        if (_services.Time.GetUtcNow().ToUnixTimeSeconds() < SealsAt) return false;
        if (_deleted || (_saver.Version == 0 && _rows.Unsaved == 0)) return true;
        await SaveAsync(seal: true);

        // From here on the next hit notes the bucket as open first, also when the index does not answer now.
        _opened = false;
        if (!await _services.Index.SealedAsync(_key, _saver.Version))
        {
            // Somebody opened it on this very version and was gone before a hit counted.
            await SaveAsync(seal: true, again: true);
            await _services.Index.SealedAsync(_key, _saver.Version);
        }

        await _saver.SweepAsync();
        return true;
    }

    /// <summary>Removes the bucket for good.</summary>
    internal async ValueTask DeleteAsync()
    {
        ThrowIfLost();
        _deleted = true;
        try
        {
            await _saver.ClearAsync();
        }
        finally
        {
            if (_saver.Lost) Forget();
        }

        long watermark = Watermark;
        _rows = NewRows(storedVersion: 0);
        _encoder.Clear();
        DropThrough(_partition, watermark);
    }

    /// <summary>Lets go of those who wait; the activation ends.</summary>
    internal void Close() => _waiters?.Fail(BucketFaults.Lost(_name));

    private async ValueTask CatchUpAsync(int partition)
    {
        while (true)
        {
            MissedHits missed = await _services.CatchUp.ReadAsync(partition, _name, _rows.WatermarkOf(partition));
            foreach (StreamPart part in missed.Parts)
            {
                if (part.Namespace == StreamNames.Hits && part.Key == _name) await TakeAsync(partition, part.Last, part.Payload);
            }

            if (!missed.More) return;

            // Whoever applied a later bundle now would pass over the rest for good. Saved first, so that neither this memory nor the log's grows with it.
            await SaveAsync();
            ThrowIfLost();
        }
    }

    private async ValueTask TakeAsync(int partition, long last, ReadOnlyMemory<byte> bundle)
    {
        while (last > _rows.WatermarkOf(partition))
        {
            // Before the first hit counts, reports know where to ask. Nothing seals the bucket meanwhile: that is a turn of its own.
            if (!await IsOpenedAsync())
            {
                DropThrough(partition, last);
                return;
            }

            ThrowIfLost();
            BundleOutcome outcome = _rows.Apply(bundle.Span, partition, out PoisonHit poison);
            Advance(partition);
            if (outcome == BundleOutcome.Applied && last <= _rows.WatermarkOf(partition)) return;
            long through = outcome == BundleOutcome.Poison ? poison.Offset : last;
            if (outcome != BundleOutcome.Applied) await BuryAsync(new DeadLetter(_name, partition, through, poison.Reason, poison.Bytes));
            ThrowIfLost();
            _rows.Skip(partition, through);
            Advance(partition);
        }
    }

    private async ValueTask BuryAsync(DeadLetter letter)
    {
        await _services.DeadLetters.AddAsync(letter);
        BucketLog.DeadLetter(_services.Logger, _name, letter.Partition, letter.Offset, letter.Reason);
    }

    private async ValueTask<bool> IsOpenedAsync()
    {
        if (_deleted || _opened) return !_deleted;
        _opened = await _services.Index.OpenedAsync(_key, _saver.Version);
        _deleted |= !_opened;
        return _opened;
    }

    private void DropThrough(int partition, long last)
    {
        if (last < 0) return;
        _rows.Skip(partition, last);
        _services.Marks.Add(partition, _name, last);
        Advance(partition);
    }

    private void Advance(int partition) => _waiters?.Advance(partition, _rows.WatermarkOf(partition));

    private async ValueTask<Bucket> OpenAsync(StoredBucketState state)
    {
        byte[]? bytes = state.Blob is null ? state.Inline : await _services.Blobs.GetAsync(state.Blob, CancellationToken.None);
        if (bytes is null && state.Blob is not null) throw new DamagedBucketException(_key, $"there is no blob {state.Blob}");
        Bucket? bucket = new(_key, _services.Limits);
        if (bytes is not null && !BucketCodec.TryReadBucket(bytes, _key, _services.Limits, out bucket)) throw new DamagedBucketException(_key, "its content is damaged or of an unknown version");
        bucket!.RestoreWatermarks(state.Watermarks());
        return bucket;
    }

    private async ValueTask<string> KeepDamagedAsync(StoredBucketState state)
    {
        if (state.Damaged is { } earlier) return earlier;
        string name = BucketBlobs.DamagedNameOf(_key, state.Version, _services.NewEpoch());
        byte[]? bytes = state.Blob is null ? state.Inline : await _services.Blobs.GetAsync(state.Blob, CancellationToken.None);
        if (bytes is not null) await _services.Blobs.PutAsync(name, bytes, CancellationToken.None);
        return name;
    }

    private BucketRows NewRows(long storedVersion) => new(new Bucket(_key, _services.Limits), storedVersion, _services.NewEpoch());

    private void Forget()
    {
        BucketLog.Conflict(_services.Logger, _name);
        _rows = NewRows(storedVersion: 0);
        _encoder.Clear();
        Close();
    }

    private void ThrowIfLost()
    {
        if (_saver.Lost) throw BucketFaults.Lost(_name);
    }
}
