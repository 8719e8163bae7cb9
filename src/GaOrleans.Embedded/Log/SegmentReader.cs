using System.Buffers;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Log;

/// <summary>Reads the records of a segment in order, up to a byte that the caller states. For one thread.</summary>
internal sealed class SegmentReader : IDisposable
{
    private const int ChunkBytes = 1024 * 1024;

    private readonly IFile _file;
    private readonly ulong _segmentId;
    private readonly long _endBytes;
    private byte[] _buffer;
    private long _bufferStart;
    private int _buffered;

    /// <summary>Starts reading at the first record.</summary>
    /// <param name="file">The segment, disposed with the reader.</param>
    /// <param name="segmentId">Its id.</param>
    /// <param name="endBytes">Where to stop.</param>
    internal SegmentReader(IFile file, ulong segmentId, long endBytes)
    {
        _file = file;
        _segmentId = segmentId;
        _endBytes = endBytes;
        _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(ChunkBytes, Math.Max(4096, endBytes)));
    }

    /// <summary>Where the next record starts.</summary>
    internal long Position { get; private set; } = SegmentHeader.PageBytes;

    /// <summary>Reads the record at <see cref="Position"/> when it is sound, and moves behind it.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">Its frame, valid until the next call.</param>
    /// <returns>False when no sound record lies there; the position stays.</returns>
    internal bool TryRead(out RecordHeader header, out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        header = default;
        if (!TryHave(RecordHeader.Bytes) || !RecordHeader.TryPeek(At(RecordHeader.Bytes), out header)) return false;
        if (header.Length > _endBytes - Position - RecordHeader.Bytes || !TryHave(header.TotalBytes)) return false;
        if (!RecordHeader.IsSound(At(header.TotalBytes), _segmentId)) return false;
        frame = _buffer.AsMemory((int)(Position - _bufferStart) + RecordHeader.Bytes, header.Length);
        Position += header.TotalBytes;
        return true;
    }

    /// <summary>Reads the record at <see cref="Position"/> that is not sound, as far as its header tells where it ends; the position stays.</summary>
    /// <param name="header">Its header, not to be relied on.</param>
    /// <param name="record">Header and frame, valid until the next call.</param>
    /// <returns>False when its header cannot be one.</returns>
    internal bool TryPeekDamaged(out RecordHeader header, out ReadOnlyMemory<byte> record)
    {
        record = default;
        header = default;
        if (!TryHave(RecordHeader.Bytes) || !RecordHeader.TryPeek(At(RecordHeader.Bytes), out header)) return false;
        if (header.Length > _endBytes - Position - RecordHeader.Bytes || !TryHave(header.TotalBytes)) return false;
        record = _buffer.AsMemory((int)(Position - _bufferStart), header.TotalBytes);
        return true;
    }

    /// <summary>
    /// Looks behind <see cref="Position"/> for a sound record that starts at or after an offset, and moves to it.
    /// </summary>
    /// <param name="offset">The least offset that it may have.</param>
    /// <param name="batchAfter">Its batch starts behind this byte; -1 for any batch.</param>
    /// <param name="header">Its header.</param>
    /// <returns>False when there is none; the position stays.</returns>
    internal bool TryFindNext(long offset, long batchAfter, out RecordHeader header)
    {
        long start = Position;
        header = default;
        for (long at = start + 1; ; at++)
        {
            Position = at;
            if (!SkipZeros()) break;
            // The zeros skipped may be the start of a length.
            for (Position = Math.Max(at, Position - 3), at = Math.Max(at, Position); ; Position++)
            {
                if (TryCheck(offset, batchAfter, out header)) return true;
                if (!TryHave(1)) break;
                at = Position;
                if (At(1)[0] != 0) break;
            }
        }

        Position = start;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _file.Dispose();
    }

    private bool TryCheck(long offset, long batchAfter, out RecordHeader header)
    {
        header = default;
        if (!TryHave(RecordHeader.Bytes) || !RecordHeader.TryPeek(At(RecordHeader.Bytes), out header)) return false;
        if (header.Offset < offset || header.Length > _endBytes - Position - RecordHeader.Bytes) return false;
        if (header.BatchStart <= batchAfter || header.BatchStart > Position) return false;
        return TryHave(header.TotalBytes) && RecordHeader.IsSound(At(header.TotalBytes), _segmentId);
    }

    private bool SkipZeros()
    {
        while (TryHave(1))
        {
            int have = _buffered - (int)(Position - _bufferStart);
            int zeros = At(have).IndexOfAnyExcept((byte)0);
            if (zeros >= 0)
            {
                Position += zeros;
                return true;
            }

            Position += have;
        }

        return false;
    }

    private ReadOnlySpan<byte> At(int size) => _buffer.AsSpan((int)(Position - _bufferStart), size);

    private bool TryHave(int size)
    {
        if (Position + size > _endBytes) return false;
        if (Position >= _bufferStart && Position + size <= _bufferStart + _buffered) return true;
        if (size > _buffer.Length)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(size);
        }

        _bufferStart = Position;
        _buffered = _file.Read(Position, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, _endBytes - Position)));
        return _buffered >= size;
    }
}
