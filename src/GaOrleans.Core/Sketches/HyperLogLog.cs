using System.Numerics;
using GaOrleans.Core.Encoding;

namespace GaOrleans.Core.Sketches;

/// <summary>
/// Estimates how many distinct values it was given: HyperLogLog with 2^14 registers, standard error 0.81 percent (Flajolet et al. 2007),
/// estimated as Ertl's "New cardinality estimation algorithms for HyperLogLog sketches" (2017), which needs no correction for small counts.
/// Up to <see cref="MostSparse"/> registers in use are kept as a sorted list, so that small groups take little memory.
/// <code>
/// version 1
///   u8      version
///   u8      form: 0 sparse, 1 dense
///   varint  count, then for each register in use: varint register * 64 + rank, less that of the one before   (sparse)
///   blob    a rank for each register                                                                          (dense)
/// </code>
/// A new version is needed when the hash, the number of registers or the form changes. Not safe for concurrent use.
/// </summary>
public sealed class HyperLogLog
{
    /// <summary>Standard error of <see cref="Estimate"/> in percent: 104 / sqrt(2^14).</summary>
    public const double ErrorPercent = 0.8125;

    /// <summary>An upper bound of what <see cref="Write"/> writes.</summary>
    public const int MaxBytes = Registers + 16;

    internal const int MostSparse = 1024;

    private const byte Version = 1;
    private const int Precision = 14, Registers = 1 << Precision, MaxRank = 64 - Precision + 1;

    private uint[] _sparse = new uint[4];
    private int _sparseCount;
    private byte[]? _dense;

    /// <summary>Adds a value.</summary>
    /// <param name="hash">A hash of it with all 64 bits well mixed.</param>
    public void Add(ulong hash)
    {
        int register = (int)(hash >> (64 - Precision));
        int rank = Math.Min(BitOperations.LeadingZeroCount(hash << Precision) + 1, MaxRank);
        Raise(register, rank);
    }

    /// <summary>Adds all that another sketch was given.</summary>
    public void Merge(HyperLogLog other)
    {
        if (other._dense is null)
        {
            foreach (uint entry in other._sparse.AsSpan(0, other._sparseCount)) Raise((int)(entry >> 6), (int)(entry & 63));
            return;
        }

        for (int register = 0; register < Registers; register++)
        {
            if (other._dense[register] > 0) Raise(register, other._dense[register]);
        }
    }

    /// <summary>How many distinct values it was given, about.</summary>
    public long Estimate()
    {
        Span<int> histogram = stackalloc int[MaxRank + 1];
        histogram.Clear();
        if (_dense is null)
        {
            histogram[0] = Registers - _sparseCount;
            foreach (uint entry in _sparse.AsSpan(0, _sparseCount)) histogram[(int)(entry & 63)]++;
        }
        else
        {
            foreach (byte rank in _dense) histogram[rank]++;
        }

        double z = Registers * Tau(1 - ((double)histogram[MaxRank] / Registers));
        for (int rank = MaxRank - 1; rank >= 1; rank--) z = 0.5 * (z + histogram[rank]);
        z += Registers * Sigma((double)histogram[0] / Registers);
        return (long)Math.Round(Registers / (2 * Math.Log(2)) * Registers / z);
    }

    /// <summary>Writes the sketch.</summary>
    public void Write(ref ByteWriter to)
    {
        to.Byte(Version);
        to.Byte(_dense is null ? (byte)0 : (byte)1);
        if (_dense is not null)
        {
            to.Blob(_dense);
            return;
        }

        to.Varint((uint)_sparseCount);
        uint last = 0;
        foreach (uint entry in _sparse.AsSpan(0, _sparseCount))
        {
            to.Varint(entry - last);
            last = entry;
        }
    }

    /// <summary>Reads a sketch. Never throws.</summary>
    /// <returns>Null when the bytes are no sketch of a known version.</returns>
    public static HyperLogLog? Read(ref ByteReader from)
    {
        if (from.Byte() != Version) return null;
        var sketch = new HyperLogLog();
        return from.Byte() switch
        {
            0 => sketch.ReadSparse(ref from),
            1 => sketch.ReadDense(ref from),
            _ => null,
        };
    }

    private static double Sigma(double x)
    {
        if (x >= 1) return double.PositiveInfinity;
        double y = 1, sum = x, before;
        do
        {
            x *= x;
            before = sum;
            sum += x * y;
            y += y;
        }
        while (sum > before);
        return sum;
    }

    private static double Tau(double x)
    {
        if (x is <= 0 or >= 1) return 0;
        double y = 1, sum = 1 - x, before;
        do
        {
            x = Math.Sqrt(x);
            before = sum;
            y *= 0.5;
            sum -= (1 - x) * (1 - x) * y;
        }
        while (sum < before);
        return sum / 3;
    }

    private HyperLogLog? ReadSparse(ref ByteReader from)
    {
        int count = from.VarintInt(MostSparse);
        long entry = 0;
        int register = -1;
        for (int i = 0; i < count; i++)
        {
            entry += from.VarintInt(Registers * 64);
            if (from.Failed || entry >> 6 <= register || entry >> 6 >= Registers || (entry & 63) is 0 or > MaxRank) return null;
            register = (int)(entry >> 6);
            Raise(register, (int)(entry & 63));
        }

        return from.Failed ? null : this;
    }

    private HyperLogLog? ReadDense(ref ByteReader from)
    {
        ReadOnlySpan<byte> ranks = from.Blob();
        if (from.Failed || ranks.Length != Registers || ranks.ContainsAnyExceptInRange((byte)0, (byte)MaxRank)) return null;
        _dense = ranks.ToArray();
        return this;
    }

    private void Raise(int register, int rank)
    {
        if (_dense is not null)
        {
            if (_dense[register] < rank) _dense[register] = (byte)rank;
            return;
        }

        int at = Search((uint)register << 6);
        uint entry = ((uint)register << 6) | (uint)rank;
        if (at < _sparseCount && _sparse[at] >> 6 == register)
        {
            if (_sparse[at] < entry) _sparse[at] = entry;
            return;
        }

        if (_sparseCount == MostSparse)
        {
            Densify();
            _dense![register] = (byte)rank;
            return;
        }

        if (_sparseCount == _sparse.Length) Array.Resize(ref _sparse, _sparseCount * 2);
        _sparse.AsSpan(at, _sparseCount - at).CopyTo(_sparse.AsSpan(at + 1));
        _sparse[at] = entry;
        _sparseCount++;
    }

    private int Search(uint entry)
    {
        int low = 0, high = _sparseCount;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sparse[middle] < entry) low = middle + 1; else high = middle;
        }

        return low;
    }

    private void Densify()
    {
        _dense = new byte[Registers];
        foreach (uint entry in _sparse.AsSpan(0, _sparseCount)) _dense[entry >> 6] = (byte)(entry & 63);
        _sparse = [];
        _sparseCount = 0;
    }
}
