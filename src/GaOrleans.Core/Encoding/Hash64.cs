using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GaOrleans.Core.Encoding;

/// <summary>
/// A fast 64-bit hash of bytes: multiply-and-fold over words of eight bytes, finished with the mixer of MurmurHash3.
/// The same on every machine and in every version, since it is persisted in event ids. It is no defence against chosen collisions.
/// </summary>
public static class Hash64
{
    private const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F;

    /// <summary>Hashes bytes.</summary>
    /// <param name="bytes">What to hash.</param>
    /// <param name="seed">Makes a different function of each number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        ulong hash = seed ^ ((ulong)bytes.Length * Prime1);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) hash = (BitOperations.RotateLeft(hash ^ (word * Prime2), 29) * Prime1) + Prime2;
        ReadOnlySpan<byte> tail = bytes[(words.Length * 8)..];
        ulong last = 0;
        for (int i = 0; i < tail.Length; i++) last |= (ulong)tail[i] << (8 * i);
        return Mix((BitOperations.RotateLeft(hash ^ (last * Prime2), 29) * Prime1) + Prime2);
    }

    /// <summary>Spreads the bits of a number over all of its bits; a bijection.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
