namespace GaOrleans.Core.Buckets;

/// <summary>
/// Rows of so many cells, append-only. A struct, since a small bucket must not pay for another object. The first rows lie in one array that is
/// replaced when it grows; the others in chunks that stay where they are, so that large buckets neither copy nor overallocate.
/// A reader that has seen a row published may copy the struct and read that row while the writer goes on.
/// </summary>
/// <typeparam name="T">The cell.</typeparam>
internal struct RowChunks<T>
    where T : unmanaged
{
    // Five rows are the small bucket that the memory target is stated for.
    private const int FirstRows = 6, HeadRows = 384, ChunkShift = 10, ChunkRows = 1 << ChunkShift;

    private T[]? _head;
    private T[][]? _more;

    /// <summary>The cells of a row.</summary>
    public readonly Span<T> Row(int row, int cells)
    {
        if (row < HeadRows) return _head.AsSpan(row * cells, cells);
        row -= HeadRows;
        return _more![row >> ChunkShift].AsSpan((row & (ChunkRows - 1)) * cells, cells);
    }

    /// <summary>Makes room for a row; all rows before it have room already, or become zero.</summary>
    public void Reserve(int row, int cells)
    {
        if (row < HeadRows)
        {
            if (_head is null || (row + 1) * cells > _head.Length) GrowHead(row, cells);
            return;
        }

        if (_head is null || _head.Length < HeadRows * cells) GrowHead(HeadRows - 1, cells);
        int chunk = (row - HeadRows) >> ChunkShift;
        if (_more is null || chunk >= _more.Length || _more[chunk] is null) AddChunks(chunk, cells);
    }

    /// <summary>Memory held, in bytes, object headers included.</summary>
    public readonly long MemoryBytes()
    {
        long bytes = _head is null ? 0 : ArrayBytes(_head);
        if (_more is null) return bytes;
        bytes += 24 + (_more.Length * 8L);
        foreach (T[]? chunk in _more) bytes += chunk is null ? 0 : ArrayBytes(chunk);
        return bytes;
    }

    private static long ArrayBytes(T[] array) => 24 + ((long)array.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>());

    private void GrowHead(int row, int cells)
    {
        int rows = _head is null ? FirstRows : _head.Length / cells;
        while (rows <= row) rows *= 2;
        var larger = new T[Math.Min(rows, HeadRows) * cells];
        _head?.CopyTo(larger, 0);
        Volatile.Write(ref _head, larger);
    }

    private void AddChunks(int last, int cells)
    {
        T[][] chunks = _more ?? new T[4][];
        if (last >= chunks.Length)
        {
            chunks = new T[Math.Max(last + 1, chunks.Length * 2)][];
            _more!.CopyTo(chunks, 0);
        }

        for (int i = last; i >= 0 && chunks[i] is null; i--) chunks[i] = new T[ChunkRows * cells];
        Volatile.Write(ref _more, chunks);
    }
}
