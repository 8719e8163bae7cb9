namespace GaOrleans.Core.Encoding;

/// <summary>Reads what <see cref="TokenWriter"/> writes. Never throws: what does not fit makes <see cref="Failed"/> true and every number 0.</summary>
/// <param name="tokens">The tokens.</param>
public ref struct TokenReader(ReadOnlySpan<byte> tokens)
{
    private const int LastToken = 16 + (2 * (63 - 4)) + 1;

    private readonly ReadOnlySpan<byte> _tokens = tokens;
    private int _position;

    /// <summary>Whether something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether all tokens were read and fitted.</summary>
    public readonly bool AtEnd => !Failed && _position == _tokens.Length;

    /// <summary>Reads a number; one above <paramref name="most"/> fails.</summary>
    /// <param name="most">The largest that fits.</param>
    /// <param name="bits">Where the bits are.</param>
    public int Int(int most, ref BitReader bits)
    {
        uint position = (uint)_position;
        if (position < (uint)_tokens.Length)
        {
            _position++;
            int token = _tokens[(int)position];
            ulong value = token < 16 ? (ulong)token : Large(token, ref bits);
            if (most >= 0 && value <= (ulong)most) return (int)value;
        }

        Failed = true;
        return 0;
    }

    private static ulong Large(int token, ref BitReader bits)
    {
        if (token > LastToken) return ulong.MaxValue;
        int exponent = ((token - 16) >> 1) + 4;
        ulong value = ((2UL | (uint)(token & 1)) << (exponent - 1)) | bits.Bits(exponent - 1);
        return bits.Failed ? ulong.MaxValue : value;
    }
}
