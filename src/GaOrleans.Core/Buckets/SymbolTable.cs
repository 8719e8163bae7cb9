using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// Gives every distinct value of a column of one site a number, the same in all of the site's bucket views, so that scans compare numbers.
/// Append-only. Interning a new value takes a lock; finding a known one or reading a value by its number takes none and may go on at the same time.
/// </summary>
public sealed class SymbolTable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private int[] _slots = new int[64];
    private Entry[] _entries = new Entry[32];
    private byte[] _chunk = [];
    private int _chunkUsed;
    private volatile int _count;

    /// <summary>Number of distinct values; ordinals run from 0 to one less.</summary>
    public int Count => _count;

    /// <summary>Memory held, in bytes.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>The value of an ordinal that <see cref="Intern"/> gave.</summary>
    public ReadOnlySpan<byte> this[int ordinal]
    {
        get
        {
            ref readonly Entry entry = ref Volatile.Read(ref _entries)[ordinal];
            return entry.Chunk.AsSpan(entry.Start, entry.Length);
        }
    }

    /// <summary>The ordinal of a value, new or known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Intern(ReadOnlySpan<byte> value)
    {
        uint hash = Hash(value);
        int ordinal = Find(value, hash, out _);
        if (ordinal >= 0) return ordinal;
        lock (_lock)
        {
            ordinal = Find(value, hash, out int slot);
            return ordinal >= 0 ? ordinal : Add(value, hash, slot);
        }
    }

    // Without the lock it may miss what is being added: a slot is written after its entry, and slots are replaced as a whole.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<byte> value, uint hash, out int slot)
    {
        int[] slots = Volatile.Read(ref _slots);
        int mask = slots.Length - 1;
        for (slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int known = Volatile.Read(ref slots[slot]) - 1;
            if (known < 0) return -1;
            ref readonly Entry entry = ref Volatile.Read(ref _entries)[known];
            if (entry.Hash == hash && entry.Chunk.AsSpan(entry.Start, entry.Length).SequenceEqual(value)) return known;
        }
    }

    private int Add(ReadOnlySpan<byte> value, uint hash, int slot)
    {
        int ordinal = _count;
        if (ordinal == _entries.Length)
        {
            var larger = new Entry[_entries.Length * 2];
            _entries.CopyTo(larger, 0);
            Volatile.Write(ref _entries, larger);
        }

        _entries[ordinal] = Store(value, hash);
        Volatile.Write(ref _slots[slot], ordinal + 1);
        _count = ordinal + 1;
        if (_count * 2 > _slots.Length) Rehash();
        SizeBytes += value.Length + 40;
        return ordinal;
    }

    private Entry Store(ReadOnlySpan<byte> value, uint hash)
    {
        if (_chunkUsed + value.Length > _chunk.Length)
        {
            _chunk = new byte[Math.Max(value.Length, Math.Min(ChunkBytes, Math.Max(256, _chunk.Length * 2)))];
            _chunkUsed = 0;
        }

        value.CopyTo(_chunk.AsSpan(_chunkUsed));
        var entry = new Entry(_chunk, _chunkUsed, value.Length, hash);
        _chunkUsed += value.Length;
        return entry;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rehash()
    {
        var slots = new int[_slots.Length * 2];
        for (int i = 0; i < _count; i++)
        {
            int slot = (int)(_entries[i].Hash & (uint)(slots.Length - 1));
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = i + 1;
        }

        Volatile.Write(ref _slots, slots);
    }

    private static uint Hash(ReadOnlySpan<byte> value)
    {
        ulong hash = Encoding.Hash64.Of(value);
        return (uint)(hash ^ (hash >> 32));
    }

    private readonly record struct Entry(byte[] Chunk, int Start, int Length, uint Hash);
}
