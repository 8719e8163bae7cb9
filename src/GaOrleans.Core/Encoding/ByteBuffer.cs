namespace GaOrleans.Core.Encoding;

/// <summary>Bytes that grow as they are appended. For one thread.</summary>
public sealed class ByteBuffer
{
    private byte[] _bytes = new byte[256];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What has been written; valid until the next append.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Appends a byte.</summary>
    public void Byte(byte value)
    {
        if (Length == _bytes.Length) Grow(1);
        _bytes[Length++] = value;
    }

    /// <summary>Appends bytes.</summary>
    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Appends an unsigned varint.</summary>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>Appends a signed varint.</summary>
    public void SignedVarint(long value) => Varint(ByteWriter.ZigZag(value));

    /// <summary>Appends eight bytes.</summary>
    public void UInt64(ulong value)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);
        Length += sizeof(ulong);
    }

    /// <summary>Appends four bytes.</summary>
    public void UInt32(uint value)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), value);
        Length += sizeof(uint);
    }

    /// <summary>Forgets everything written.</summary>
    public void Clear() => Length = 0;

    /// <summary>At least so many bytes behind the end, to be written and then claimed by <see cref="Advance"/>.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes) Grow(bytes);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Claims bytes written into <see cref="Room"/>.</summary>
    public void Advance(int bytes) => Length += bytes;

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(Length + bytes, _bytes.Length * 2));
}
