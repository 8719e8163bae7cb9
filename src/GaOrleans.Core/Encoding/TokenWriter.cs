using System.Numerics;

namespace GaOrleans.Core.Encoding;

/// <summary>
/// Writes numbers of which small ones are frequent: a one-byte token for the magnitude, to be compressed, and the bits below it as they are.
/// Numbers below 16 are their own token; from there token 16 + 2 (e - 4) + m stands for 2^e + m 2^(e-1) plus e - 1 bits.
/// </summary>
/// <param name="tokens">Where tokens go.</param>
/// <param name="bits">Where bits go.</param>
public ref struct TokenWriter(ByteBuffer tokens, ref BitWriter bits)
{
    private readonly ref BitWriter _bits = ref bits;

    /// <summary>Writes a number.</summary>
    public readonly void Value(ulong value)
    {
        if (value < 16)
        {
            tokens.Byte((byte)value);
            return;
        }

        int exponent = BitOperations.Log2(value);
        tokens.Byte((byte)(16 + (2 * (exponent - 4)) + (int)((value >> (exponent - 1)) & 1)));
        _bits.Bits(value, exponent - 1);
    }
}
