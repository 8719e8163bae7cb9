namespace GaOrleans.Core.Encoding;

/// <summary>Appends numbers of any number of bits, the lowest bit first. For one thread.</summary>
/// <param name="to">Where the bits go. Nothing else may write there before <see cref="Flush"/>.</param>
public struct BitWriter(ByteBuffer to)
{
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Writes the low bits of a number.</summary>
    /// <param name="value">The number; bits above <paramref name="count"/> are ignored.</param>
    /// <param name="count">0 to 64.</param>
    public void Bits(ulong value, int count)
    {
        if (count > 32)
        {
            Bits(value & 0xFFFF_FFFF, 32);
            value >>= 32;
            count -= 32;
        }

        _pending |= (value & ((1UL << count) - 1)) << _pendingBits;
        _pendingBits += count;
        if (_pendingBits < 32) return;
        to.UInt32((uint)_pending);
        _pending >>= 32;
        _pendingBits -= 32;
    }

    /// <summary>Writes a number of zero bits and a one.</summary>
    public void Unary(ulong zeros)
    {
        for (; zeros >= 32; zeros -= 32) Bits(0, 32);
        Bits(1UL << (int)zeros, (int)zeros + 1);
    }

    /// <summary>Fills the last byte with zero bits.</summary>
    public void Flush()
    {
        for (; _pendingBits > 0; _pendingBits -= 8, _pending >>= 8) to.Byte((byte)_pending);
        _pendingBits = 0;
        _pending = 0;
    }
}
