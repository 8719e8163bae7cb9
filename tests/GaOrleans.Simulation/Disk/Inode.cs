namespace GaOrleans.Simulation.Disk;

/// <summary>
/// A file as the processes see it, and as the disk has it. What was written and not flushed is kept by sector: at a power loss each
/// such sector is on the disk or not, whatever the order of writing. After a failed flush the kernel takes all sectors for stored: those that
/// were not stay visible and are lost without another word.
/// </summary>
internal sealed class Inode
{
    private const int SectorBytes = 512;

    private readonly HashSet<int> _dirty = [];
    private byte[] _visible = [], _durable = [];
    private int _size, _durableSize;

    public int Size => _size;

    public int Read(long offset, Span<byte> into)
    {
        int count = (int)Math.Clamp(_size - offset, 0, into.Length);
        if (count > 0) _visible.AsSpan((int)offset, count).CopyTo(into);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Grow((int)offset + bytes.Length);
        bytes.CopyTo(_visible.AsSpan((int)offset));
        for (int sector = (int)offset / SectorBytes; sector <= ((int)offset + bytes.Length - 1) / SectorBytes; sector++) _dirty.Add(sector);
    }

    public void SetSize(int size)
    {
        if (size < _size) _visible.AsSpan(size, _size - size).Clear();
        Grow(size);
        _size = size;
    }

    /// <summary>A flush that works.</summary>
    public void Flush()
    {
        Array.Resize(ref _durable, _visible.Length);
        foreach (int sector in _dirty) Store(sector);
        _durableSize = _size;
        _dirty.Clear();
    }

    /// <summary>A flush that fails: some sectors were stored, and no later flush will store the others.</summary>
    public void FailToFlush(Random random)
    {
        StoreSome(random);
        _dirty.Clear();
    }

    public void LosePower(Random random)
    {
        StoreSome(random);
        _dirty.Clear();
        _size = _durableSize;
        _visible = _durable.AsSpan().ToArray();
    }

    /// <summary>A bit changes on the disk, among what was written.</summary>
    /// <returns>The byte; -1 when nothing was.</returns>
    public int Flip(Random random)
    {
        int end = Array.FindLastIndex(_visible, value => value != 0) + 1;
        if (end == 0) return -1;
        int at = random.Next(end);
        byte bit = (byte)(1 << random.Next(8));
        _visible[at] ^= bit;
        if (at < _durable.Length) _durable[at] ^= bit;
        return at;
    }

    private void StoreSome(Random random)
    {
        if (_dirty.Count == 0 && _size == _durableSize) return;
        Array.Resize(ref _durable, Math.Max(_durable.Length, _visible.Length));
        int share = random.Next(5);
        foreach (int sector in _dirty.Order())
        {
            // All, none, or each by chance.
            if (share == 0 || (share > 1 && random.Next(4) >= share - 1)) Store(sector);
        }

        if (random.Next(2) == 0) _durableSize = _size;
    }

    private void Store(int sector)
    {
        int from = sector * SectorBytes, count = Math.Min(SectorBytes, _visible.Length - from);
        if (count <= 0) return;
        _visible.AsSpan(from, count).CopyTo(_durable.AsSpan(from));
        _durableSize = Math.Max(_durableSize, Math.Min(_size, from + count));
    }

    private void Grow(int size)
    {
        if (size > _visible.Length) Array.Resize(ref _visible, (size + SectorBytes - 1) / SectorBytes * SectorBytes);
        _size = Math.Max(_size, size);
    }
}
