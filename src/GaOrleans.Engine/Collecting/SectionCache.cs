using GaOrleans.Core.Encoding;

namespace GaOrleans.Engine.Collecting;

/// <summary>
/// Keeps what enrichment made of inputs that come again and again, by the bytes of the input. Bounded: a fixed number of entries in sets of four;
/// of a full set an entry goes that was not asked for since the last one went. Reads take no lock and allocate nothing; two threads that miss
/// at once both compute, and the later answer stays, which is the same.
/// </summary>
/// <typeparam name="T">The answer, immutable.</typeparam>
internal sealed class SectionCache<T> where T : class
{
    /// <summary>Longer inputs are not kept, so that nobody can fill memory with them.</summary>
    public const int KeyBytesMost = 768;

    private const int Ways = 4;
    private readonly Entry?[] _entries;
    private readonly ulong _seed;

    /// <summary>Makes a cache.</summary>
    /// <param name="capacity">Entries at most, a power of two from 4.</param>
    /// <param name="seed">Any number that clients do not know, lest they choose inputs that crowd one set.</param>
    public SectionCache(int capacity, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Ways);
        if (!System.Numerics.BitOperations.IsPow2(capacity)) throw new ArgumentException("cannot make a cache: the capacity must be a power of two", nameof(capacity));
        _entries = new Entry?[capacity];
        _seed = seed;
    }

    /// <summary>The hash under which an input is found and added.</summary>
    public ulong HashOf(ReadOnlySpan<byte> key) => Hash64.Of(key, _seed);

    /// <summary>What is kept for an input; null when nothing is.</summary>
    public T? Find(ulong hash, ReadOnlySpan<byte> key)
    {
        int set = SetOf(hash);
        for (int way = 0; way < Ways; way++)
        {
            Entry? entry = Volatile.Read(ref _entries[set + way]);
            if (entry is null || entry.Hash != hash || !key.SequenceEqual(entry.Key)) continue;
            if (!entry.Used) entry.Used = true;
            return entry.Value;
        }

        return null;
    }

    /// <summary>Keeps an answer.</summary>
    public void Add(ulong hash, ReadOnlySpan<byte> key, T value)
    {
        if (key.Length > KeyBytesMost) return;
        int set = SetOf(hash);
        Volatile.Write(ref _entries[set + VictimOf(set, hash)], new Entry(hash, key.ToArray(), value));
    }

    private int VictimOf(int set, ulong hash)
    {
        for (int way = 0; way < Ways; way++)
        {
            if (_entries[set + way] is not { Used: true }) return way;
        }

        for (int way = 0; way < Ways; way++) _entries[set + way]!.Used = false;
        return (int)(hash >> 62);
    }

    private int SetOf(ulong hash) => (int)(hash & (ulong)(_entries.Length - 1)) & ~(Ways - 1);

    private sealed class Entry(ulong hash, byte[] key, T value)
    {
        public readonly ulong Hash = hash;
        public readonly byte[] Key = key;
        public readonly T Value = value;

        /// <summary>Asked for since the set's last victim. A lost write only makes an entry go early.</summary>
        public bool Used;
    }
}
