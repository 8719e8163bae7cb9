namespace GaOrleans.Core.Buckets;

/// <summary>
/// Entries of rows in a column that few rows have, ascending by row, append-only. A struct inside <see cref="SparseColumns"/>.
/// A reader that has seen rows published may copy the entries of these rows while the writer goes on.
/// </summary>
/// <typeparam name="T">The entry.</typeparam>
internal struct SparseColumn<T>
    where T : struct
{
    private T[]? _entries;
    private int _count;

    /// <summary>Memory held, in bytes.</summary>
    public readonly long MemoryBytes => _entries is null ? 0 : 24 + ((long)_entries.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());

    /// <summary>The entries there are at the moment.</summary>
    public readonly ReadOnlySpan<T> Entries()
    {
        int count = Volatile.Read(in _count);
        return Volatile.Read(in _entries).AsSpan(0, count);
    }

    /// <summary>Appends an entry.</summary>
    public void Add(T entry)
    {
        T[] entries = _entries ?? new T[4];
        if (_count == entries.Length) Array.Resize(ref entries, entries.Length * 2);
        entries[_count] = entry;
        Volatile.Write(ref _entries, entries);
        Volatile.Write(ref _count, _count + 1);
    }
}
