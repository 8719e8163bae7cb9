using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Buckets;

/// <summary>The event id of each row and, for the writer only, the way from an id to its row. Made when the first hit with an id arrives.</summary>
internal sealed class EventIdColumn
{
    private const int UnindexedRows = 16;

    private RowChunks<ulong> _ids;
    private int[]? _slots;
    private int _indexed;

    /// <summary>Memory held, in bytes.</summary>
    public long MemoryBytes => 48 + _ids.MemoryBytes() + (_slots is null ? 0 : 24 + (_slots.Length * 4L));

    /// <summary>The id of a row, 0 for none. Any thread may ask for a row that is published.</summary>
    public ulong this[int row] => _ids.Row(row, 1)[0];

    /// <summary>The row that is kept for an id, or -1. Where several rows have it, the last one is.</summary>
    /// <param name="id">The id; not 0.</param>
    /// <param name="rows">Number of rows.</param>
    public int Find(ulong id, int rows)
    {
        if (_slots is null)
        {
            int row = rows - 1;
            while (row >= 0 && this[row] != id) row--;
            return row;
        }

        int mask = _slots.Length - 1;
        for (int slot = (int)Hash64.Mix(id) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (this[_slots[slot] - 1] == id) return _slots[slot] - 1;
        }

        return -1;
    }

    /// <summary>Sets the id of the row after the last; 0 for none.</summary>
    public void Add(int row, ulong id)
    {
        _ids.Reserve(row, 1);
        _ids.Row(row, 1)[0] = id;
        if (id == 0) return;
        if (_slots is null ? row >= UnindexedRows : (_indexed + 1) * 2 > _slots.Length) Reindex(row);
        if (_slots is not null) Put(_slots, id, row);
    }

    private void Reindex(int rows)
    {
        // Room for twice the rows, so that a bucket whose ids start late does not begin with a full table.
        var slots = new int[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, rows * 4))];
        _indexed = 0;
        for (int row = 0; row < rows; row++)
        {
            if (this[row] != 0) Put(slots, this[row], row);
        }

        _slots = slots;
    }

    private void Put(int[] slots, ulong id, int row)
    {
        int mask = slots.Length - 1, slot = (int)Hash64.Mix(id) & mask;
        while (slots[slot] != 0 && this[slots[slot] - 1] != id) slot = (slot + 1) & mask;
        if (slots[slot] == 0) _indexed++;
        slots[slot] = row + 1;
    }
}
