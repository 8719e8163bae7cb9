using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// The single writer of the buckets whose (site, shard) fall to it. It does one piece of work after the other; <see cref="WorkerThread"/>
/// runs it on a thread, the simulator step by step.
/// </summary>
internal sealed partial class BucketWorker(int index, int count, BucketIndex buckets, WorkerOptions options, BucketLimits limits, TimeProvider time, ILogger logger)
{
    private readonly Dictionary<BucketKey, LiveBucket> _live = [];
    private readonly List<LiveBucket> _changed = [];
    private LiveBucket? _last;
    private IWork? _current;
    private long _opened, _nowSeconds;
    private long _liveBytes;
    private int _hitsDone, _duplicates;

    /// <summary>What it has to do.</summary>
    internal WorkQueue Queue { get; } = new();

    /// <summary>Where answers are gathered; null to give each at once, on whatever thread waits for it.</summary>
    internal AnswerGroups? Answers { get; set; }

    /// <summary>Memory of its buckets, in bytes: growth of those that were there at the last checkpoint comes in with the next.</summary>
    internal long LiveBytes => Volatile.Read(ref _liveBytes);

    /// <summary>Buckets in memory.</summary>
    internal int LiveCount => _live.Count;

    /// <summary>The worker that owns a bucket.</summary>
    internal static int OwnerOf(int site, int shard, int workers) =>
        (int)((ulong)(uint)Core.Encoding.Hash64.Mix(((ulong)(uint)site << 32) | (uint)shard) * (ulong)workers >> 32);

    /// <summary>Does the next piece of work, or goes on with one that the bucket store failed.</summary>
    /// <param name="waitMs">How long to wait for work; 0 does not wait.</param>
    /// <returns>Whether there was any.</returns>
    /// <exception cref="IOException">The bucket store failed; the work is kept for the next call.</exception>
    internal bool RunOnce(int waitMs)
    {
        if (_current is null && !Queue.TryTake(waitMs, out _current)) return false;
        _nowSeconds = time.GetUtcNow().ToUnixTimeSeconds();
        bool goesOn = false;
        try
        {
            _current!.RunOn(this);
            goesOn = Queue.HasTaken;
        }
        finally
        {
            if (!goesOn) Answers?.Send();
        }

        _current = null;
        _hitsDone = 0;
        _duplicates = 0;
        return true;
    }

    /// <summary>Stops for good: what waits is abandoned.</summary>
    internal void Stop()
    {
        _current?.Abandon();
        _current = null;
        Queue.Close();
    }

    /// <summary>Applies the hits of a frame that belong to this worker's buckets.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="offset">Offset of its first hit.</param>
    /// <param name="replayed">Whether it comes from the log at the start, so that some of it may be in the buckets already.</param>
    /// <returns>How many of them had an event id that was there already.</returns>
    /// <exception cref="IOException">The bucket store failed; called again, it goes on where it was.</exception>
    internal int Apply(ReadOnlySpan<byte> frame, long offset, bool replayed)
    {
        if (!HitFrame.TryOpen(frame, out HitFrameReader hits)) throw new InvalidDataException($"cannot apply the frame at offset {offset}: it is malformed although its checksum fits; report the defect");
        while (hits.TryNext(out HitFields hit))
        {
            if (hits.Read <= _hitsDone || hit.Drop != DropReason.None || OwnerOf(hit.Site, hit.Shard, count) != index || buckets.IsDeleted(hit.Site)) continue;
            Apply(hit, offset + hits.Read - 1, replayed);
            _hitsDone = hits.Read;
        }

        return hits.Malformed ? throw new InvalidDataException($"cannot apply the frame at offset {offset}: hit {hits.Read} of it is malformed although its checksum fits; report the defect") : _duplicates;
    }

    /// <summary>As <see cref="Apply(ReadOnlySpan{byte}, long, bool)"/> for a frame of the log at the start.</summary>
    internal void Replay(ReadOnlySpan<byte> frame, long offset)
    {
        Apply(frame, offset, replayed: true);
        _hitsDone = 0;
    }

    /// <summary>Takes a bucket into memory, where the next checkpoints find it and seal it when it is due.</summary>
    /// <exception cref="IOException">The bucket store failed.</exception>
    internal void Touch(BucketKey key)
    {
        if (!buckets.IsDeleted(key.Site)) Find(key);
    }

    /// <summary>Lets go of the buckets of a deleted site, saved or not.</summary>
    internal void Forget(int site)
    {
        _changed.RemoveAll(live => live.Slot.Key.Site == site);
        foreach (LiveBucket live in _live.Values)
        {
            // Removing while enumerating is allowed.
            if (live.Slot.Key.Site == site) Remove(live);
        }
    }

    /// <summary>Takes the state of all buckets that changed, and of those that are due to be sealed.</summary>
    internal List<SavedBucket> Collect(long nowSeconds)
    {
        var taken = new List<SavedBucket>(_changed.Count);
        foreach (LiveBucket live in _changed) Take(live, IsDue(live, nowSeconds), taken);
        _changed.Clear();
        long bytes = 0;
        foreach (LiveBucket live in _live.Values) bytes += live.TakeSize();
        Volatile.Write(ref _liveBytes, bytes);
        foreach (LiveBucket live in _live.Values)
        {
            if (live.FirstUnsaved != LiveBucket.AllSaved || live.BeingSaved || !IsDue(live, nowSeconds)) continue;
            // One that was only looked up leaves again; removing while enumerating is allowed.
            if (live.StoredSealed) Evict(live);
            else Take(live, seal: true, taken);
        }

        return taken;
    }

    /// <summary>Hears whether a checkpoint was saved. Saved buckets that are sealed, or too many, leave memory; unsaved ones count as changed again.</summary>
    internal void Saved(CheckpointRound round, bool saved)
    {
        foreach (SavedBucket taken in round.Buckets)
        {
            LiveBucket live = taken.Live;
            if (OwnerOf(live.Slot.Key.Site, live.Slot.Key.Shard, count) != index) continue;
            live.BeingSaved = false;
            if (!saved) MarkChanged(live, taken.FirstUnsaved);
            else live.StoredSealed = taken.Sealed && live.FirstUnsaved == LiveBucket.AllSaved;
            if (live.StoredSealed) Evict(live);
        }

        if (saved && LiveBytes > options.LiveBytes / count) EvictOldest();
    }

    private void Apply(in HitFields hit, long offset, bool replayed)
    {
        LiveBucket live = Find(new BucketKey(hit.Site, hit.Hour, hit.Shard));
        int rows = live.Bucket.Rows;
        switch (live.Bucket.Apply(hit, new LogPosition(0, offset)))
        {
            case ApplyOutcome.AlreadyApplied:
                if (replayed) return;
                throw new InvalidDataException($"cannot count the hit at offset {offset}: its bucket claims to have it, so the log and the bucket store do not belong together; restore both from one backup");
            case ApplyOutcome.Duplicate:
                _duplicates++;
                break;
            default:
                if (live.Bucket.Rows == rows) _duplicates++;
                break;
        }

        live.ChangedAt = _nowSeconds;
        if (live.FirstUnsaved == LiveBucket.AllSaved) MarkChanged(live, offset);
    }

    private void MarkChanged(LiveBucket live, long firstUnsaved)
    {
        if (live.FirstUnsaved == LiveBucket.AllSaved) _changed.Add(live);
        live.FirstUnsaved = live.FirstUnsaved == LiveBucket.AllSaved ? firstUnsaved : Math.Min(live.FirstUnsaved, firstUnsaved);
    }

    private bool IsDue(LiveBucket live, long nowSeconds) =>
        live.Slot.Key.Hour + 3600 + options.SealGraceSeconds <= nowSeconds && live.ChangedAt + options.SealIdleSeconds <= nowSeconds;

    private static void Take(LiveBucket live, bool seal, List<SavedBucket> into)
    {
        into.Add(new SavedBucket(live, live.FirstUnsaved, live.Bucket.TakeImage(), seal));
        live.FirstUnsaved = LiveBucket.AllSaved;
        live.BeingSaved = true;
    }

    private LiveBucket Find(BucketKey key)
    {
        if (_last is { } last && last.Slot.Key == key) return last;
        if (!_live.TryGetValue(key, out LiveBucket? live)) live = Open(key);
        return _last = live;
    }

    private LiveBucket Open(BucketKey key)
    {
        BucketSlot slot = buckets.Of(key.Site).SlotOf(key, buckets.Store);
        bool isSealed = false;
        Bucket bucket = (slot.StoredVersion == 0 ? null : Load(slot, out isSealed)) ?? new Bucket(key, limits);
        // A new stamp each time: the same count of hits in a bucket opened again must not look like the content of before.
        var live = new LiveBucket(bucket, slot, loading: ++_opened, isSealed) { ChangedAt = _nowSeconds };
        _live.Add(key, live);
        slot.Live = live;
        Volatile.Write(ref _liveBytes, _liveBytes + live.TakeSize());
        return live;
    }

    private Bucket? Load(BucketSlot slot, out bool isSealed)
    {
        isSealed = false;
        try
        {
            if (buckets.Store.Load(slot.Key) is not { } stored) return null;
            isSealed = stored.Sealed;
            return BucketForms.Open(stored, limits);
        }
        catch (DamagedBucketException e)
        {
            buckets.Store.Quarantine(slot.Key, e.Message);
            buckets.AddDamaged(slot.Key, "it was damaged and is in quarantine");
            LogQuarantined(e.Message);
            return null;
        }
    }

    private void Evict(LiveBucket live)
    {
        if (live.FirstUnsaved == LiveBucket.AllSaved && !live.BeingSaved && live.Slot.StoredVersion != 0) Remove(live);
    }

    private void Remove(LiveBucket live)
    {
        Volatile.Write(ref _liveBytes, _liveBytes - live.SizeBytes);
        _live.Remove(live.Slot.Key);
        live.Slot.Live = null;
        if (_last == live) _last = null;
    }

    private void EvictOldest()
    {
        LiveBucket[] saved = [.. _live.Values.Where(live => live.FirstUnsaved == LiveBucket.AllSaved && !live.BeingSaved)];
        Array.Sort(saved, static (left, right) => left.ChangedAt.CompareTo(right.ChangedAt));
        for (int i = 0; i < saved.Length && LiveBytes > options.LiveBytes / count; i++) Evict(saved[i]);
    }

    [LoggerMessage(EventId = 31, Level = LogLevel.Critical, Message = "{Message}; its bytes are kept in the table quarantine, and counting goes on in a new bucket")]
    private partial void LogQuarantined(string message);
}
