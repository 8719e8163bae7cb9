using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>A set of visitors that only counts. Reused; belongs to one thread.</summary>
internal sealed class VisitorSet
{
    // 0 is an empty slot; the visitor 0 is told apart.
    private ulong[] _table = new ulong[64];
    private int _shift = 64 - 6;
    private bool _hasZero;

    /// <summary>Different visitors.</summary>
    public int Count { get; private set; }

    /// <summary>Empties it and makes room.</summary>
    /// <param name="most">Most visitors that will be added.</param>
    public void Clear(int most)
    {
        // At most two thirds full, so that a search always ends, and soon.
        int bits = Math.Max(6, 64 - BitOperations.LeadingZeroCount((ulong)most * 3 / 2));
        if (1 << bits > _table.Length) _table = new ulong[1 << bits];
        else Array.Clear(_table, 0, 1 << bits);
        _shift = 64 - bits;
        _hasZero = false;
        Count = 0;
    }

    /// <summary>Adds visitors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<ulong> visitors)
    {
        ref ulong table = ref MemoryMarshal.GetArrayDataReference(_table);
        int shift = _shift, mask = (int)((1UL << (64 - shift)) - 1), added = 0;
        foreach (ulong visitor in visitors)
        {
            if (visitor == 0)
            {
                AddZero();
                continue;
            }

            int slot = (int)((visitor * 0x9E3779B97F4A7C15) >> shift);
            while (true)
            {
                ulong known = Unsafe.Add(ref table, slot);
                if (known == visitor) break;
                if (known == 0)
                {
                    Unsafe.Add(ref table, slot) = visitor;
                    added++;
                    break;
                }

                slot = (slot + 1) & mask;
            }
        }

        Count += added;
    }

    /// <summary>Adds a visitor.</summary>
    public void Add(ulong visitor) => Add(new ReadOnlySpan<ulong>(in visitor));

    private void AddZero()
    {
        if (!_hasZero) Count++;
        _hasZero = true;
    }
}
