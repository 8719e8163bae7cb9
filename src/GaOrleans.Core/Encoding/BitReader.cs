using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Encoding;

/// <summary>Reads what <see cref="BitWriter"/> writes. Never throws: past the end, <see cref="Failed"/> is true and every number is 0.</summary>
/// <param name="source">Where to read.</param>
public ref struct BitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private long _position;

    /// <summary>Whether something was read past the end.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether all but the filling of the last byte was read.</summary>
    public readonly bool AtEnd => !Failed && (_position + 7) >> 3 == _source.Length;

    /// <summary>Reads a number of so many bits, 0 to 64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Bits(int count)
    {
        if (count > 56) return WideBits(count);
        long at = _position >> 3;
        if (at + sizeof(ulong) <= _source.Length)
        {
            // At least 56 bits are there, so nothing can run past the end.
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(_source[(int)at..]) >> ((int)_position & 7);
            _position += count;
            return word & ((1UL << count) - 1);
        }

        return BitsNearEnd(count);
    }

    private ulong WideBits(int count) => Bits(32) | (Bits(count - 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong BitsNearEnd(int count)
    {
        // Where a column has few values no bits follow its tokens at all.
        if (count == 0) return 0;
        ulong value = Peek() & ((1UL << count) - 1);
        _position += count;
        if (_position <= (long)_source.Length * 8) return value;
        Failed = true;
        return 0;
    }

    /// <summary>Counts zero bits up to the next one, and reads both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Unary()
    {
        ulong zeros = 0;
        while (!Failed)
        {
            int next = BitOperations.TrailingZeroCount(Peek() | (1UL << 56));
            zeros += (uint)next;
            Bits(next);
            if (next == 56) continue;
            Bits(1);
            return zeros;
        }

        return 0;
    }

    // At least the next 56 bits; zeros past the end.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong Peek()
    {
        long at = _position >> 3;
        int shift = (int)_position & 7;
        if (at + sizeof(ulong) <= _source.Length) return BinaryPrimitives.ReadUInt64LittleEndian(_source[(int)at..]) >> shift;
        ulong value = 0;
        for (int i = 0; i < sizeof(ulong) && at + i < _source.Length; i++) value |= (ulong)_source[(int)at + i] << (8 * i);
        return value >> shift;
    }
}
