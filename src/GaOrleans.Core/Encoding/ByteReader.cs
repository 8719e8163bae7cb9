using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Encoding;

/// <summary>
/// Reads what <see cref="ByteWriter"/> writes, from bytes that may be anything: it never throws and never reads outside.
/// After the first thing that does not fit, <see cref="Failed"/> is true and every further value is zero or empty.
/// </summary>
/// <param name="source">Where to read.</param>
public ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether something did not fit.</summary>
    public bool Failed { get; private set; }

    /// <summary>Bytes not yet read.</summary>
    public readonly int Remaining => _source.Length - Position;

    /// <summary>Whether everything was read and fitted.</summary>
    public readonly bool AtEnd => !Failed && Remaining == 0;

    /// <summary>Reads one byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte()
    {
        if ((uint)Position < (uint)_source.Length && !Failed) return _source[Position++];
        Failed = true;
        return 0;
    }

    /// <summary>Reads two bytes.</summary>
    public ushort UInt16() => Raw(sizeof(ushort)) is { Length: sizeof(ushort) } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    /// <summary>Reads four bytes.</summary>
    public uint UInt32() => Raw(sizeof(uint)) is { Length: sizeof(uint) } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    /// <summary>Reads eight bytes.</summary>
    public ulong UInt64() => Raw(sizeof(ulong)) is { Length: sizeof(ulong) } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    /// <summary>Reads an unsigned varint; more than ten bytes or 64 bits fail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            if (shift == 63 && next > 1) break;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return Failed ? 0 : value;
        }

        Failed = true;
        return 0;
    }

    /// <summary>Reads an unsigned varint of at most <paramref name="most"/>; a larger one fails.</summary>
    public int VarintInt(int most = int.MaxValue)
    {
        ulong value = Varint();
        if (value <= (ulong)most) return (int)value;
        Failed = true;
        return 0;
    }

    /// <summary>Reads a signed varint.</summary>
    public long SignedVarint()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads so many bytes; empty when they are not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Raw(int size)
    {
        if (!Failed && size >= 0 && size <= Remaining)
        {
            ReadOnlySpan<byte> bytes = _source.Slice(Position, size);
            Position += size;
            return bytes;
        }

        Failed = true;
        return default;
    }

    /// <summary>Reads bytes behind their length.</summary>
    public ReadOnlySpan<byte> Blob() => Raw(VarintInt());

    /// <summary>Reads a text behind its length; bytes that are no UTF-8 become replacement characters.</summary>
    public string Text() => System.Text.Encoding.UTF8.GetString(Blob());
}
