namespace GaOrleans.Core.Encoding;

/// <summary>Reads what <see cref="TokenWriter"/> writes. Never throws: what does not fit makes <see cref="Failed"/> true and every number 0.</summary>
/// <param name="tokens">The tokens.</param>
public ref struct TokenReader(ReadOnlySpan<byte> tokens)
{
    // Values above 2^31 have no token here. Looking base and bits up takes no branch that real data would mispredict.
    private const int TokenCount = 16 + (2 * (31 - 4));

    private static readonly uint[] Bases = MakeBases();
    private static readonly byte[] ExtraBits = MakeExtraBits();

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
        if ((uint)_position < (uint)_tokens.Length)
        {
            int token = _tokens[_position++];
            if (token < TokenCount)
            {
                ulong value = Bases[token] + bits.Bits(ExtraBits[token]);
                if (most >= 0 && value <= (ulong)most) return (int)value;
            }
        }

        Failed = true;
        return 0;
    }

    private static uint[] MakeBases()
    {
        var bases = new uint[TokenCount];
        for (int token = 0; token < bases.Length; token++)
            bases[token] = token < 16 ? (uint)token : (2u | (uint)(token & 1)) << (((token - 16) >> 1) + 3);
        return bases;
    }

    private static byte[] MakeExtraBits()
    {
        var extra = new byte[TokenCount];
        for (int token = 16; token < extra.Length; token++) extra[token] = (byte)(((token - 16) >> 1) + 3);
        return extra;
    }
}
