using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Encoding;

/// <summary>Reads what <see cref="TokenWriter"/> writes. Never throws: what does not fit makes <see cref="Failed"/> true and every number 0.</summary>
/// <param name="tokens">The tokens.</param>
public ref struct TokenReader(ReadOnlySpan<byte> tokens)
{
    // Values above 2^31 have no token here. Looking base and bits up takes no branch that real data would mispredict.
    // From token 16 on two tokens share a number of bits, and bases go on where the values of the token before end. Literals need no check for initialisation.
    private static ReadOnlySpan<uint> Bases =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
        14, 15, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768,
        1024, 1536, 2048, 3072, 4096, 6144, 8192, 12288, 16384, 24576, 32768, 49152, 65536, 98304,
        131072, 196608, 262144, 393216, 524288, 786432, 1048576, 1572864, 2097152, 3145728, 4194304, 6291456, 8388608, 12582912,
        16777216, 25165824, 33554432, 50331648, 67108864, 100663296, 134217728, 201326592, 268435456, 402653184, 536870912, 805306368, 1073741824, 1610612736,
    ];

    private static ReadOnlySpan<byte> ExtraBits =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8,
        9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 19, 19, 20, 20, 21, 21, 22, 22,
        23, 23, 24, 24, 25, 25, 26, 26, 27, 27, 28, 28, 29, 29,
    ];

    private readonly ReadOnlySpan<byte> _tokens = tokens;
    private int _position;

    /// <summary>Whether something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Whether all tokens were read and fitted.</summary>
    public readonly bool AtEnd => !Failed && _position == _tokens.Length;

    /// <summary>Reads a number; one above <paramref name="most"/> fails.</summary>
    /// <param name="most">The largest that fits.</param>
    /// <param name="bits">Where the bits are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Int(int most, ref BitReader bits)
    {
        if ((uint)_position < (uint)_tokens.Length)
        {
            int token = _tokens[_position++];
            if (token < Bases.Length)
            {
                ulong value = Bases[token] + bits.Bits(ExtraBits[token]);
                if (most >= 0 && value <= (ulong)most) return (int)value;
            }
        }

        Failed = true;
        return 0;
    }
}
