using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>Takes the compressed bytes of members, one after another: writes them to the file in large pieces and sums up size and checksum of each.</summary>
internal sealed class MemberSink(IFile file) : Stream
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _buffered;
    private long _written;
    private uint _crc;
    private long _memberStart;
    private bool _abandoned;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Ends a member.</summary>
    /// <returns>Its size and checksum.</returns>
    public (int SizeBytes, uint Crc) EndMember()
    {
        long end = _written + _buffered;
        (int, uint) member = ((int)(end - _memberStart), _crc);
        (_memberStart, _crc) = (end, 0);
        return member;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_abandoned) return;
        _crc = Crc32C.Of(buffer, _crc);
        while (!buffer.IsEmpty)
        {
            if (_buffered == _buffer.Length) Drain();
            int size = Math.Min(buffer.Length, _buffer.Length - _buffered);
            buffer[..size].CopyTo(_buffer.AsSpan(_buffered));
            _buffered += size;
            buffer = buffer[size..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Lets a compressor that is given up end its stream without a further write, which after a fault would hide it behind another.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>Hands everything to the file.</summary>
    public void Drain()
    {
        file.Write(_written, _buffer.AsSpan(0, _buffered));
        _written += _buffered;
        _buffered = 0;
    }

    // The compressor flushes when a member ends; the file need not be written then.
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
