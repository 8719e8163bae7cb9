using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GaOrleans.Core.Visits;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>
/// The visitors of a slice of the id space, each with the segments of its hits in order of time. Reused from slice to slice; belongs to one thread.
/// </summary>
internal sealed class SliceVisitors
{
    private Entry[] _table = new Entry[64];
    private int _shift = 64 - 6;
    private uint _epoch;
    private Chain[] _chains = new Chain[64];
    private LinkedSegment[] _segments = new LinkedSegment[256];
    private int _segmentCount;

    /// <summary>Number of visitors.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it and makes room for so many visitors.</summary>
    public void Reset(int visitors)
    {
        int bits = Math.Max(6, 64 - BitOperationsLeadingZeros((ulong)visitors * 3 / 2));
        if (1 << bits > _table.Length) _table = new Entry[1 << bits];
        _shift = 64 - bits;
        if (_chains.Length < visitors) _chains = new Chain[visitors];
        Count = 0;
        _segmentCount = 0;
        if (++_epoch != 0) return;
        Array.Clear(_table);
        _epoch = 1;
    }

    /// <summary>The number of a visitor, new or known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Intern(ulong visitor)
    {
        ref Entry entry = ref Slot(visitor);
        if (entry.Epoch == _epoch) return entry.Index;
        entry = new Entry { Visitor = visitor, Epoch = _epoch, Index = Count };
        _chains[Count] = new Chain { First = -1, Last = -1 };
        return Count++;
    }

    /// <summary>The number of a visitor, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong visitor)
    {
        ref Entry entry = ref Slot(visitor);
        return entry.Epoch == _epoch ? entry.Index : -1;
    }

    /// <summary>Appends a segment to those of a visitor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Link(int visitor, in Segment segment, int view, int endRow)
    {
        int index = _segmentCount++;
        if (index == _segments.Length) Array.Resize(ref _segments, index * 2);
        ref LinkedSegment linked = ref _segments[index];
        linked.Segment = segment;
        linked.View = view;
        linked.EndRow = endRow;
        linked.Next = -1;
        ref Chain chain = ref _chains[visitor];
        if (chain.Last < 0) chain.First = index; else _segments[chain.Last].Next = index;
        chain.Last = index;
    }

    /// <summary>A visitor's first segment, or -1 when it has none.</summary>
    public int FirstOf(int visitor) => _chains[visitor].First;

    /// <summary>A segment.</summary>
    public ref readonly LinkedSegment this[int segment] => ref _segments[segment];

    private static int BitOperationsLeadingZeros(ulong value) => System.Numerics.BitOperations.LeadingZeroCount(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry Slot(ulong visitor)
    {
        ref Entry table = ref MemoryMarshal.GetArrayDataReference(_table);
        int mask = (int)((1UL << (64 - _shift)) - 1);
        int slot = (int)((visitor * 0x9E3779B97F4A7C15) >> _shift);
        while (true)
        {
            ref Entry entry = ref Unsafe.Add(ref table, slot);
            if (entry.Epoch != _epoch || entry.Visitor == visitor) return ref entry;
            slot = (slot + 1) & mask;
        }
    }

    private struct Entry
    {
        public ulong Visitor;
        public uint Epoch;
        public int Index;
    }

    private struct Chain
    {
        public int First;
        public int Last;
    }
}
