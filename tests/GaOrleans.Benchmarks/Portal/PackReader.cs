using System.Buffers.Binary;
using System.Text;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>Reads the MessagePack of a message from the server, value by value.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Takes the first message off the bytes received so far.</summary>
    /// <param name="received">What was received; the rest afterwards.</param>
    /// <param name="message">The message without its length.</param>
    /// <returns>Whether it is there as a whole.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> received, out ReadOnlySpan<byte> message)
    {
        message = default;
        int length = 0, at = 0;
        do
        {
            if (at == received.Length) return false;
            length |= (received[at] & 127) << (7 * at);
        }
        while ((received[at++] & 128) != 0);
        if (received.Length - at < length) return false;
        message = received.Slice(at, length);
        received = received[(at + length)..];
        return true;
    }

    /// <summary>Elements of the list that comes next.</summary>
    public int List()
    {
        byte kind = Take(1)[0];
        return kind switch
        {
            >= 0x90 and <= 0x9F => kind & 15,
            0xDC => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            _ => throw Unexpected(kind, "a list"),
        };
    }

    /// <summary>Passes over headers, which nobody sends.</summary>
    public void NoHeaders()
    {
        byte kind = Take(1)[0];
        if (kind != 0x80) throw Unexpected(kind, "no headers");
    }

    public long Number()
    {
        byte kind = Take(1)[0];
        return kind switch
        {
            < 0x80 => kind,
            >= 0xE0 => (sbyte)kind,
            0xCC => Take(1)[0],
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xCE => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            0xCF or 0xD3 => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
            0xD0 => (sbyte)Take(1)[0],
            0xD1 => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
            0xD2 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Unexpected(kind, "a number"),
        };
    }

    /// <summary>A text, or null.</summary>
    public string? Text()
    {
        byte kind = Take(1)[0];
        if (kind == 0xC0) return null;
        int length = kind switch
        {
            >= 0xA0 and <= 0xBF => kind & 31,
            0xD9 => Take(1)[0],
            0xDA => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xDB => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Unexpected(kind, "a text"),
        };
        return Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>Bytes.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        byte kind = Take(1)[0];
        return Take(kind switch
        {
            0xC4 => Take(1)[0],
            0xC5 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            0xC6 => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
            _ => throw Unexpected(kind, "bytes"),
        });
    }

    private static InvalidDataException Unexpected(byte kind, string wanted) => new($"cannot read the server's message: byte {kind} where {wanted} should be");

    private ReadOnlySpan<byte> Take(int count)
    {
        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
