using System.Buffers.Binary;

namespace GaOrleans.Core.Encoding;

/// <summary>
/// Writes the primitives of the persisted formats into a span that is known to be large enough: little-endian numbers, LEB128 varints,
/// and texts or blobs behind their length. Running past the end throws <see cref="IndexOutOfRangeException"/> or <see cref="ArgumentException"/>.
/// </summary>
/// <param name="destination">Where to write.</param>
public ref struct ByteWriter(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination[..Length];

    /// <summary>Maps small negative and positive numbers to small unsigned ones.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => _destination[Length++] = value;

    /// <summary>Writes two bytes.</summary>
    public void UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_destination[Length..], value);
        Length += sizeof(ushort);
    }

    /// <summary>Writes four bytes.</summary>
    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_destination[Length..], value);
        Length += sizeof(uint);
    }

    /// <summary>Writes eight bytes.</summary>
    public void UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_destination[Length..], value);
        Length += sizeof(ulong);
    }

    /// <summary>Writes an unsigned varint.</summary>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _destination[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _destination[Length++] = (byte)value;
    }

    /// <summary>Writes a signed varint.</summary>
    public void SignedVarint(long value) => Varint(ZigZag(value));

    /// <summary>Writes bytes as they are.</summary>
    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_destination[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Writes bytes behind their length.</summary>
    public void Blob(scoped ReadOnlySpan<byte> bytes)
    {
        Varint((uint)bytes.Length);
        Raw(bytes);
    }

    /// <summary>Writes a text as UTF-8 behind its length.</summary>
    public void Text(string text)
    {
        int size = System.Text.Encoding.UTF8.GetByteCount(text);
        Varint((uint)size);
        Length += System.Text.Encoding.UTF8.GetBytes(text, _destination[Length..]);
    }
}
