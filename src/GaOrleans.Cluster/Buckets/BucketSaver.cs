using GaOrleans.Cluster.Storage;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using Orleans.Storage;

namespace GaOrleans.Cluster.Buckets;

/// <summary>
/// Stores a bucket: rows to a blob when they are many, then the state under its ETag, then word to the log, then the old blob goes. One save at a time;
/// hits may be applied meanwhile. What a failed write left behind is found by the next one: either that succeeds, or it is a conflict.
/// </summary>
internal sealed class BucketSaver(BucketKey key, string name, IBucketStates states, BucketServices services)
{
    private readonly List<string> _leftovers = [];
    private Task? _saving;
    private LogPosition[] _watermarks = [];
    private bool _hadBlobs;

    /// <summary>Version stored last; 0 for none.</summary>
    internal long Version { get; private set; }

    /// <summary>Whether what is stored is the sealed form.</summary>
    internal bool Sealed { get; private set; }

    /// <summary>The blob with the stored rows, or null.</summary>
    internal string? Blob { get; private set; }

    /// <summary>The blob with damaged rows, or null.</summary>
    internal string? Damaged { get; private set; }

    /// <summary>Whether somebody else has written: nothing in memory is to be believed any more.</summary>
    internal bool Lost { get; private set; }

    /// <summary>The offset up to which a partition is stored; -1 for nothing.</summary>
    internal long SavedTo(int partition)
    {
        foreach (LogPosition position in _watermarks)
        {
            if (position.Partition == partition) return position.Offset;
        }

        return -1;
    }

    /// <summary>Hears what was stored when the bucket was loaded.</summary>
    internal void Loaded(StoredBucketState state, string? damaged)
    {
        Version = state.Version;
        Sealed = state.Sealed && damaged == state.Damaged;
        Blob = damaged == state.Damaged ? state.Blob : null;
        Damaged = damaged;
        _hadBlobs = state.Blob is not null;
        _watermarks = state.Watermarks();
    }

    /// <summary>Stores what is in memory, unless it is stored already in the form asked for and is not to be stored again.</summary>
    /// <exception cref="IOException">The blob could not be stored.</exception>
    /// <exception cref="OrleansException">The state could not be stored, or not known to be.</exception>
    /// <exception cref="InconsistentStateException">Somebody else has written.</exception>
    internal async ValueTask SaveAsync(BucketRows rows, BucketEncoder encoder, bool seal, bool again)
    {
        await IdleAsync();
        while (again || IsNeeded(rows, seal))
        {
            if (Lost) throw BucketFaults.Lost(name);
            Task saving = _saving = SaveOnceAsync(rows, encoder, seal);
            try
            {
                await saving;
                return;
            }
            finally
            {
                if (_saving == saving) _saving = null;
            }
        }
    }

    /// <summary>Waits until no save is under way, however it ends.</summary>
    internal async ValueTask IdleAsync()
    {
        while (_saving is { } running) await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Removes everything stored of the bucket.</summary>
    /// <exception cref="InconsistentStateException">Somebody else has written.</exception>
    internal async ValueTask ClearAsync()
    {
        await IdleAsync();
        try
        {
            await states.ClearAsync();
        }
        catch (InconsistentStateException)
        {
            Lost = true;
            throw;
        }

        await SweepAsync(long.MaxValue, keep: null);
        if (Damaged is not null) await services.Blobs.DeleteAsync(Damaged, CancellationToken.None);
        (Version, Sealed, Blob, Damaged) = (0, false, null, null);
    }

    /// <summary>
    /// Deletes the blobs that other activations and failed writes left for the stored version or those before it: no stored state refers to them any more,
    /// and none ever will. Asks for none where this activation has not seen any.
    /// </summary>
    internal ValueTask SweepAsync() => _hadBlobs ? SweepAsync(Version, keep: Blob) : ValueTask.CompletedTask;

    private bool IsNeeded(BucketRows rows, bool seal) => rows.Unsaved > 0 || (seal && !Sealed && Version > 0);

    private async Task SaveOnceAsync(BucketRows rows, BucketEncoder encoder, bool seal)
    {
        long changes = rows.Changes;
        BucketImage image = rows.TakeImage();
        byte[] bytes = await (seal ? BucketEncoder.EncodeAsync(image, isSealed: true) : encoder.OpenAsync(rows));
        var next = new StoredBucketState { Version = Version + 1, Rows = image.Rows, Sealed = seal, Damaged = Damaged };
        next.SetWatermarks(image.Watermarks);
        await PlaceAsync(next, bytes);
        await WriteAsync(next);
        string? old = Blob;
        (Version, Sealed, Blob, _watermarks) = (next.Version, seal, next.Blob, [.. image.Watermarks]);
        rows.Saved(changes);
        foreach (LogPosition position in _watermarks) services.Marks.Add(position.Partition, name, position.Offset);
        if (old is not null) _leftovers.Add(old);
        await DeleteLeftoversAsync();
    }

    private async ValueTask PlaceAsync(StoredBucketState next, byte[] bytes)
    {
        if (bytes.Length <= services.Options.InlineBytes)
        {
            next.Inline = bytes;
            return;
        }

        _hadBlobs = true;
        next.Blob = BucketBlobs.NameOf(key, next.Version, services.NewEpoch());
        _leftovers.Add(next.Blob);
        await services.Blobs.PutAsync(next.Blob, bytes, CancellationToken.None);
    }

    private async ValueTask WriteAsync(StoredBucketState next)
    {
        try
        {
            await states.WriteAsync(next);
        }
        catch (InconsistentStateException)
        {
            // The blob stays: it may be this activation's own earlier write that was stored after all and is now the newer one.
            Lost = true;
            throw;
        }

        if (next.Blob is not null) _leftovers.Remove(next.Blob);
    }

    private async ValueTask DeleteLeftoversAsync()
    {
        if (_leftovers.Count == 0) return;
        try
        {
            foreach (string blob in _leftovers) await services.Blobs.DeleteAsync(blob, CancellationToken.None);
            _leftovers.Clear();
        }
        catch (IOException e)
        {
            // They are only in the way; the next save or the sealing tries again.
            BucketLog.LeftoversStay(services.Logger, e, name);
        }
    }

    private async ValueTask SweepAsync(long through, string? keep)
    {
        await foreach (string blob in services.Blobs.ListAsync(BucketBlobs.PrefixOf(key), CancellationToken.None))
        {
            if (blob != keep && BucketBlobs.VersionOf(key, blob) <= through) await services.Blobs.DeleteAsync(blob, CancellationToken.None);
        }
    }
}
