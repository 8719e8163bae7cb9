namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Which visitors of a table are left out, slice by slice. Immutable.</summary>
internal sealed class LeftVisitors
{
    private const int FilterBits = 16;

    private readonly bool[][] _bySlice;

    /// <summary>Finds the visitors.</summary>
    /// <param name="table">The table.</param>
    /// <param name="visitors">Who is left out, ascending.</param>
    public LeftVisitors(VisitTable table, ulong[] visitors)
    {
        _bySlice = new bool[table.Slices.Length][];
        Array.Fill(_bySlice, []);
        if (visitors.Length == 0) return;

        // Most are told apart by a bit.
        var filter = new ulong[1 << (FilterBits - 6)];
        foreach (ulong visitor in visitors) filter[BitOf(visitor) >> 6] |= 1UL << (BitOf(visitor) & 63);
        for (int slice = 0; slice < _bySlice.Length; slice++) _bySlice[slice] = Find(table.Slices[slice].Visitors, filter, visitors);
    }

    /// <summary>For each visitor of a slice whether it is left out; empty when none is.</summary>
    public ReadOnlySpan<bool> Of(int slice) => _bySlice[slice];

    private static bool[] Find(ulong[] all, ulong[] filter, ulong[] visitors)
    {
        bool[] left = [];
        for (int i = 0; i < all.Length; i++)
        {
            int bit = BitOf(all[i]);
            if ((filter[bit >> 6] & (1UL << (bit & 63))) == 0 || Array.BinarySearch(visitors, all[i]) < 0) continue;
            if (left.Length == 0) left = new bool[all.Length];
            left[i] = true;
        }

        return left;
    }

    private static int BitOf(ulong visitor) => (int)((visitor * 0x9E3779B97F4A7C15) >> (64 - FilterBits));
}
