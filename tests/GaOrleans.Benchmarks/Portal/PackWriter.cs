using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace GaOrleans.Benchmarks.Portal;

/// <summary>Writes a message of Blazor's hub protocol: MessagePack behind its length as a number of seven bits a byte.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>A call that expects no answer when it has no number.</summary>
    public static PackWriter Call(string? number, string method, int arguments)
    {
        var writer = new PackWriter();
        writer.Array(6).Number(1).Map().Text(number).Text(method).Array(arguments);
        return writer;
    }

    /// <summary>Says that the client is there.</summary>
    public static ReadOnlyMemory<byte> Ping()
    {
        var writer = new PackWriter();
        return writer.Array(1).Number(6).Framed();
    }

    /// <summary>Ends a call: no streams come with it.</summary>
    public ReadOnlyMemory<byte> End() => Array(0).Framed();

    public PackWriter Text(string? text)
    {
        if (text is null) return Byte(0xC0);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        Byte(0xDB).Big(utf8.Length);
        _bytes.Write(utf8);
        return this;
    }

    public PackWriter Number(long value)
    {
        if (value is >= 0 and < 128) return Byte((byte)value);
        Byte(0xD3);
        BinaryPrimitives.WriteInt64BigEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
        return this;
    }

    public PackWriter True() => Byte(0xC3);

    private PackWriter Array(int count) => Byte((byte)(0x90 | count));

    private PackWriter Map() => Byte(0x80);

    private PackWriter Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return this;
    }

    private void Big(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }

    private ReadOnlyMemory<byte> Framed()
    {
        var framed = new List<byte>(_bytes.WrittenCount + 5);
        int length = _bytes.WrittenCount;
        for (; length >= 128; length >>= 7) framed.Add((byte)(length | 128));
        framed.Add((byte)length);
        framed.AddRange(_bytes.WrittenSpan);
        return framed.ToArray();
    }
}
