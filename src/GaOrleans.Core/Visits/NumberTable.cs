using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Visits;

/// <summary>Numbers visitors from 0 on in the order in which they come. Not safe for concurrent use.</summary>
internal sealed class NumberTable
{
    private const int FewestBits = 5;

    // The number plus one, so that 0 is an empty slot.
    private int[] _slots = new int[1 << FewestBits];
    private ulong[] _visitors = new ulong[1 << (FewestBits - 1)];
    private int _shift = 64 - FewestBits;
    private int _count;

    /// <summary>Visitors numbered.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Forgets all visitors, but keeps its memory.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        _count = 0;
    }

    /// <summary>Finds the numbers of visitors, new or known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Number(ReadOnlySpan<ulong> visitors, Span<int> numbers)
    {
        Reserve(_count + visitors.Length);
        ref int slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ulong[] known = _visitors;
        int shift = _shift, mask = _slots.Length - 1, count = _count;
        for (int i = 0; i < visitors.Length && i < numbers.Length; i++)
        {
            ulong visitor = visitors[i];
            int slot = SlotOf(visitor, shift);
            while (true)
            {
                int number = Unsafe.Add(ref slots, slot) - 1;
                if (number < 0)
                {
                    known[count++] = visitor;
                    Unsafe.Add(ref slots, slot) = count;
                    numbers[i] = count - 1;
                    break;
                }

                if (known[number] == visitor)
                {
                    numbers[i] = number;
                    break;
                }

                slot = (slot + 1) & mask;
            }
        }

        Volatile.Write(ref _count, count);
    }

    private static int SlotOf(ulong visitor, int shift) => (int)((visitor * 0x9E3779B97F4A7C15) >> shift);

    // At most two thirds full, so that a search always ends, and soon.
    private void Reserve(int count)
    {
        if (count > _visitors.Length) Array.Resize(ref _visitors, (int)BitOperations.RoundUpToPowerOf2((uint)count));
        if (count + (count / 2) < _slots.Length) return;
        int bits = 1 + BitOperations.Log2((uint)(count + (count / 2)));
        (_slots, _shift) = (new int[1 << bits], 64 - bits);
        int mask = _slots.Length - 1;
        for (int number = 0; number < _count; number++)
        {
            int slot = SlotOf(_visitors[number], _shift);
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }
}
