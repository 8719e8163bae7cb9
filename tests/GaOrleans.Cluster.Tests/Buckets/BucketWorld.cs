using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Log;
using GaOrleans.Cluster.Merchants;
using GaOrleans.Cluster.Sites;
using GaOrleans.Cluster.Storage;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.TestKit.Hits;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using Orleans.Streams;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>
/// Everything around one bucket, in memory: the log with its hits, the stored state under an ETag, blobs, index and dead letters. Every step outside
/// passes <see cref="Step"/>, where a test may hold or fail it. What is stored outlives the keepers that work on it.
/// </summary>
internal sealed class BucketWorld : IStreamCatchUp, IPartitionMap, IBucketIndex, IDeadLetters, ISavedMarks, IBucketChanges, IBlobStore
{
    internal const int Partition = 3;
    internal static readonly BucketKey Key = new(7, 3600 * 400_000, 0);
    internal static readonly string Name = BucketNames.Of(Key);

    private readonly List<(long Offset, byte[] Bytes)> _log = [];
    private readonly Random _random;
    private readonly SortedDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    internal BucketWorld(int seed, GaClusterOptions? options = null)
    {
        _random = new Random(seed);
        Services = new BucketServices(options ?? new GaClusterOptions { InlineBytes = 300 }, BucketLimits.Default, this, this, this, this, this, this, this, Clock, NullLogger<BucketGrain>.Instance)
        {
            NewEpoch = () => _random.NextInt64(long.MinValue, long.MaxValue),
        };
    }

    internal BucketServices Services { get; }

    internal TestClock Clock { get; } = new(Key.Hour + 60);

    internal MonthIndex Index { get; } = new();

    internal bool SiteDeleted { get; set; }

    internal List<DeadLetter> Letters { get; } = [];

    internal StoredBucketState? Stored { get; private set; }

    internal int ETag { get; private set; }

    internal long SavedThrough { get; private set; } = -1;

    internal IReadOnlyDictionary<string, byte[]> Blobs => _blobs;

    /// <summary>All hits that count, in log order.</summary>
    internal List<Hit> Counted { get; } = [];

    /// <summary>Offsets of hits that cannot be counted.</summary>
    internal List<long> Poison { get; } = [];

    internal int LogLength => _log.Count;

    /// <summary>Hits that one answer to catching up takes.</summary>
    internal int MostCaughtUpAtOnce { get; set; } = int.MaxValue / 2;

    /// <summary>What happens at a step outside: given its name, it waits or throws.</summary>
    internal Func<string, Task> Step { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Stores a hit in the log, with offsets of other streams in between.</summary>
    internal long Append(Hit hit)
    {
        Counted.Add(hit);
        return Append(HitBytes.Of(hit));
    }

    internal long AppendPoison()
    {
        long offset = Append([1, 2, 3]);
        Poison.Add(offset);
        return offset;
    }

    /// <summary>The bundle of the hits of a part of the log, as the partition would deliver it.</summary>
    internal (long Last, byte[] Bundle) Bundle(int from, int to)
    {
        var builder = new HitBundleBuilder();
        foreach ((long offset, byte[] bytes) in _log[from..to]) builder.Add(offset, bytes);
        long before = from == 0 || _log[from - 1].Offset <= SavedThrough ? HitBundle.NothingBefore : _log[from - 1].Offset;
        return (_log[to - 1].Offset, builder.Finish(before));
    }

    internal States NewStates() => new(this);

    /// <summary>A keeper on what is stored, loaded.</summary>
    internal async Task<BucketKeeper> LoadAsync()
    {
        await Step("read");
        States states = NewStates();
        states.Read();
        var keeper = new BucketKeeper(Key, states, Services);
        await keeper.LoadAsync(StoredNow());
        return keeper;
    }

    /// <summary>Passes a step from outside.</summary>
    internal Task HoldAsync(string step) => Step(step);

    /// <summary>The state as somebody reads it.</summary>
    internal StoredBucketState StoredNow() => Copy(Stored) ?? new StoredBucketState();

    /// <summary>The sealed form of what should be counted.</summary>
    internal byte[] Expected() => Counted.Count == 0 ? [] : BucketCodec.WriteSealed(BucketBuilding.Build(Counted));

    /// <summary>The sealed form of what is stored.</summary>
    internal byte[] StoredContent()
    {
        byte[]? bytes = Stored?.Blob is { } blob ? _blobs[blob] : Stored?.Inline;
        return bytes is null ? [] : SealedForm(bytes);
    }

    internal static byte[] SealedForm(byte[] bytes)
    {
        Assert.True(BucketCodec.TryReadBucket(bytes, Key, BucketLimits.Default, out Bucket? bucket));
        return BucketCodec.WriteSealed(bucket!);
    }

    public async ValueTask<MissedHits> ReadAsync(int partition, string streamKey, long after)
    {
        await Step("catch-up");
        int from = _log.FindIndex(hit => hit.Offset > Math.Max(after, SavedThrough));
        if (from < 0) return new MissedHits([], More: false);
        int to = Math.Min(_log.Count, from + MostCaughtUpAtOnce);
        (long last, byte[] bundle) = Bundle(from, to);
        return new MissedHits([new StreamPart(StreamNames.Hits, streamKey, _log[from].Offset, last, bundle)], to < _log.Count);
    }

    public StreamSequenceToken? ResumeFrom(int partition, long watermark) => null;

    public int Of(string streamKey) => Partition;

    public async ValueTask<bool> OpenedAsync(BucketKey key, long storedVersion)
    {
        await Step("opened");
        if (SiteDeleted) return false;
        Index.Open(new IndexedBucket(key.Hour, key.Shard, storedVersion));
        return true;
    }

    public async ValueTask<bool> SealedAsync(BucketKey key, long storedVersion)
    {
        await Step("sealed");
        return Index.Seal(new IndexedBucket(key.Hour, key.Shard, storedVersion), out _);
    }

    public async ValueTask AddAsync(DeadLetter letter)
    {
        await Step("bury");
        Letters.Add(letter);
    }

    public void Add(int partition, string streamKey, long through) => SavedThrough = Math.Max(SavedThrough, through);

    public void Tell(BucketChange change) => Assert.Fail("keepers tell nothing by themselves");

    public async ValueTask PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await Step("put");
        BlobNames.Check(name);
        Assert.True(_blobs.TryAdd(name, bytes.ToArray()), "a blob's name was used twice");
    }

    public async ValueTask<byte[]?> GetAsync(string name, CancellationToken ct)
    {
        await Step("get");
        return _blobs.GetValueOrDefault(name);
    }

    public async ValueTask DeleteAsync(string name, CancellationToken ct)
    {
        await Step("delete");
        Assert.NotEqual(Stored?.Blob, name);
        _blobs.Remove(name);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Step("list");
        foreach (string name in _blobs.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToArray()) yield return name;
    }

    public ValueTask<BlobPointer?> ReadPointerAsync(string name, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask<string?> SwapPointerAsync(string name, ReadOnlyMemory<byte> bytes, string? etag, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Damages what is stored.</summary>
    internal void Damage()
    {
        byte[] bytes = Stored!.Blob is { } blob ? _blobs[blob] : Stored.Inline!;
        bytes[bytes.Length / 2] ^= 0x40;
    }

    private long Append(byte[] bytes)
    {
        long offset = (_log.Count == 0 ? 0 : _log[^1].Offset) + _random.Next(1, 4);
        _log.Add((offset, bytes));
        return offset;
    }

    private static StoredBucketState? Copy(StoredBucketState? state) => state is null ? null : new StoredBucketState
    {
        Version = state.Version,
        Inline = state.Inline,
        Blob = state.Blob,
        Rows = state.Rows,
        Sealed = state.Sealed,
        WatermarkPartitions = state.WatermarkPartitions,
        WatermarkOffsets = state.WatermarkOffsets,
        Damaged = state.Damaged,
    };

    /// <summary>The state as one activation sees it: writes succeed under the ETag that it read or wrote last.</summary>
    internal sealed class States(BucketWorld world) : IBucketStates
    {
        private int _etag;

        /// <summary>Whether nobody else has written since.</summary>
        internal bool IsCurrent => _etag == world.ETag;

        internal void Read() => _etag = world.ETag;

        public async ValueTask<StoredBucketState> ReadAsync()
        {
            await world.Step("read again");
            Read();
            return Copy(world.Stored) ?? new StoredBucketState();
        }

        public async ValueTask WriteAsync(StoredBucketState state)
        {
            await world.Step("before write");
            if (_etag != world.ETag) throw new InconsistentStateException("another has written", world.ETag.ToString(), _etag.ToString());
            world.Stored = Copy(state);
            int written = ++world.ETag;
            await world.Step("after write");
            _etag = written;
        }

        public async ValueTask ClearAsync()
        {
            await world.Step("clear");
            if (_etag != world.ETag) throw new InconsistentStateException("another has written", world.ETag.ToString(), _etag.ToString());
            world.Stored = null;
            _etag = ++world.ETag;
        }
    }
}
