using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace GaOrleans.Engine.Configuration;

/// <summary>
/// The SHA-256 of a key's secret. Keys are found by it in a dictionary; the comparison takes the same time whatever differs,
/// and which bucket of the dictionary is visited tells an attacker nothing, since it is no function of the secret that can be steered.
/// </summary>
public readonly struct KeyHash : IEquatable<KeyHash>
{
    private readonly UInt128 _first;
    private readonly UInt128 _second;

    /// <summary>Takes a hash.</summary>
    /// <param name="hash">32 bytes.</param>
    public KeyHash(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SHA256.HashSizeInBytes);
        _first = BinaryPrimitives.ReadUInt128LittleEndian(hash);
        _second = BinaryPrimitives.ReadUInt128LittleEndian(hash[16..]);
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, _first);
        BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(16), _second);
        return bytes;
    }

    /// <inheritdoc/>
    public bool Equals(KeyHash other)
    {
        KeyHash self = this;
        return CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref self, 1)), MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref other, 1)));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is KeyHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(uint)_first;
}
