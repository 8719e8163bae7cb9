using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// The dictionary of a bucket: the distinct values of all columns in one byte arena, numbered in order of arrival across columns, append-only.
/// A struct, since a small bucket must not pay for another object. A reader that has seen a code published may copy the struct
/// and read that value while the writer goes on; only the writer interns.
/// </summary>
internal struct ValueStore
{
    // A handful of values is found faster by looking at each than by hashing, and needs no index.
    private const int FirstValues = 15, FirstBytes = 384, UnindexedValues = 15;

    private byte[] _arena;
    private int[] _starts;
    private ulong[]? _index;
    private int _count;

    /// <summary>Makes an empty store.</summary>
    public static ValueStore Create() => new() { _arena = new byte[FirstBytes], _starts = new int[FirstValues + 1] };

    /// <summary>Number of values, of all columns together.</summary>
    public readonly int Count => _count;

    /// <summary>Bytes that the values take.</summary>
    public readonly int ValueBytes => _starts[_count];

    /// <summary>Memory held, in bytes, object headers included.</summary>
    public readonly long MemoryBytes =>
        24 + ((_arena.Length + 7L) & ~7L) + 24 + (_starts.Length * 4L) + (_index is null ? 0 : 24 + (_index.Length * 8L));

    /// <summary>The bytes that values lie in.</summary>
    public readonly byte[] Arena => _arena;

    /// <summary>A value.</summary>
    public readonly ReadOnlySpan<byte> this[int code] => _arena.AsSpan(StartOf(code), EndOf(code) - StartOf(code));

    /// <summary>Where a value starts in <see cref="Arena"/>. The byte before it tells the column.</summary>
    public readonly int StartOf(int code) => _starts[code] + 1;

    /// <summary>Where a value ends in <see cref="Arena"/>.</summary>
    public readonly int EndOf(int code) => _starts[code + 1];

    /// <summary>The column of a value.</summary>
    public readonly Column ColumnOf(int code) => (Column)_arena[_starts[code]];

    /// <summary>Finds a value of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">The value.</param>
    /// <param name="hash">Its hash, for <see cref="Add"/>.</param>
    /// <returns>Its code, or -1.</returns>
    public readonly int Find(Column column, ReadOnlySpan<byte> value, out ulong hash)
    {
        hash = 0;
        if (_index is null)
        {
            for (int code = 0; code < _count; code++)
            {
                if (Is(code, column, value)) return code;
            }

            return -1;
        }

        hash = HashOf(column, value);
        int mask = _index.Length - 1;
        for (int slot = (int)hash & mask; _index[slot] != 0; slot = (slot + 1) & mask)
        {
            ulong entry = _index[slot];
            if ((uint)(entry >> 32) == (uint)(hash >> 32) && Is((int)(uint)entry - 1, column, value)) return (int)(uint)entry - 1;
        }

        return -1;
    }

    /// <summary>Adds a value that <see cref="Find"/> has not found.</summary>
    public int Add(Column column, ReadOnlySpan<byte> value, ulong hash)
    {
        int start = _starts[_count], end = start + 1 + value.Length;
        if (end > _arena.Length) GrowArena(end);
        if (_count + 2 > _starts.Length) GrowStarts();
        _arena[start] = (byte)column;
        value.CopyTo(_arena.AsSpan(start + 1));
        int code = _count;
        _starts[code + 1] = end;
        _count = code + 1;
        if (_index is null ? _count > UnindexedValues : _count * 2 > _index.Length) Reindex();
        else if (_index is not null) Put(_index, hash, code);
        return code;
    }

    private readonly bool Is(int code, Column column, ReadOnlySpan<byte> value)
    {
        int start = _starts[code];
        return _starts[code + 1] - start - 1 == value.Length && _arena[start] == (byte)column && _arena.AsSpan(start + 1, value.Length).SequenceEqual(value);
    }

    private static ulong HashOf(Column column, ReadOnlySpan<byte> value) => Hash64.Of(value, (ulong)column + 1);

    private static void Put(ulong[] index, ulong hash, int code)
    {
        int mask = index.Length - 1, slot = (int)hash & mask;
        while (index[slot] != 0) slot = (slot + 1) & mask;
        index[slot] = (hash & 0xFFFF_FFFF_0000_0000) | (uint)(code + 1);
    }

    private void Reindex()
    {
        var index = new ulong[_index is null ? 64 : _index.Length * 2];
        for (int code = 0; code < _count; code++) Put(index, HashOf((Column)_arena[_starts[code]], this[code]), code);
        _index = index;
    }

    private void GrowArena(int needed)
    {
        // Up to a kilobyte in small steps: most buckets end there.
        long grown = _arena.Length < 1024 ? _arena.Length + 128 : _arena.Length * 2L;
        var larger = new byte[Math.Min(Array.MaxLength, Math.Max(needed, grown))];
        _arena.CopyTo(larger, 0);
        Volatile.Write(ref _arena, larger);
    }

    private void GrowStarts()
    {
        var larger = new int[_starts.Length * 2];
        _starts.CopyTo(larger, 0);
        Volatile.Write(ref _starts, larger);
    }
}
