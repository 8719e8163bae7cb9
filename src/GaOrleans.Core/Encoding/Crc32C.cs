using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Encoding;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720), in hardware where there is some. It finds every flip of one bit and every burst of up to 32 bits.
/// </summary>
public static class Crc32C
{
    /// <summary>The checksum of bytes.</summary>
    /// <param name="bytes">What to check.</param>
    /// <param name="seed">The checksum of what came before, so that <c>Of(b, Of(a))</c> is the checksum of a and b together.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        uint crc = ~seed;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte next in bytes) crc = BitOperations.Crc32C(crc, next);
        return ~crc;
    }
}
