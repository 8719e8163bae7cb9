using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Enrichment;

/// <summary>
/// SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash to 64 bits. Without the key nobody can tell which input gave an output nor choose
/// inputs that collide, and it takes some fifty nanoseconds where HMAC-SHA256 takes some five hundred.
/// </summary>
public static class SipHash
{
    /// <summary>Hashes bytes under a key.</summary>
    public static ulong Of(SipKey key, ReadOnlySpan<byte> bytes)
    {
        ulong v0 = key.K0 ^ 0x736F6D6570736575, v1 = key.K1 ^ 0x646F72616E646F6D, v2 = key.K0 ^ 0x6C7967656E657261, v3 = key.K1 ^ 0x7465646279746573;
        ReadOnlySpan<byte> tail = bytes[(bytes.Length & ~7)..];
        ulong last = (ulong)bytes.Length << 56;
        for (int i = 0; i < tail.Length; i++) last |= (ulong)tail[i] << (8 * i);
        foreach (ulong raw in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            ulong word = BitConverter.IsLittleEndian ? raw : BinaryPrimitives.ReverseEndianness(raw);
            v3 ^= word;
            Round(ref v0, ref v1, ref v2, ref v3);
            Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }

        v3 ^= last;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xFF;
        for (int i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
