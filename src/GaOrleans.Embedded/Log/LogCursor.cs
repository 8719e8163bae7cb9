using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// Reads the stored frames of some segments in order. Hits lost through damage come as a frame without bytes, so offsets stay whole.
/// For one thread.
/// </summary>
internal sealed class LogCursor : IDisposable
{
    private readonly SegmentFolder _folder;
    private readonly IReadOnlyList<Segment> _segments;
    private readonly int _partition;
    private readonly long _from;
    private readonly Action<LogDamage> _damaged;
    private SegmentReader? _reader;
    private int _next;
    private long _expected;
    private LoggedFrame? _behindGap;

    /// <summary>Starts reading.</summary>
    /// <param name="folder">The log's files.</param>
    /// <param name="segments">The segments, with the ends up to which to read.</param>
    /// <param name="partition">The partition that positions name.</param>
    /// <param name="from">Offset of a hit; reading starts at the frame that holds it, or at the oldest.</param>
    /// <param name="damaged">Is told of damage met.</param>
    internal LogCursor(SegmentFolder folder, IReadOnlyList<Segment> segments, int partition, long from, Action<LogDamage> damaged)
    {
        _folder = folder;
        _segments = segments;
        _partition = partition;
        _from = from;
        _damaged = damaged;
        while (_next < segments.Count - 1 && segments[_next + 1].FirstOffset <= from) _next++;
        if (segments.Count > 0) _expected = segments[_next].FirstOffset;
    }

    private Segment Current => _segments[_next - 1];

    /// <summary>Reads the next frame; its bytes are valid until the next call.</summary>
    internal bool TryNext(out LoggedFrame frame)
    {
        do
        {
            if (!TryAny(out frame)) return false;
        }
        while (frame.First.Offset + frame.Hits <= _from);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();

    private bool TryAny(out LoggedFrame frame)
    {
        while (true)
        {
            if (_behindGap is { } kept)
            {
                _behindGap = null;
                frame = kept;
                return true;
            }

            if (_reader is not null && _reader.Position < Current.EndBytes) return Read(out frame);
            if (TryEndOfSegment(out frame)) return true;
            if (_next == _segments.Count) return false;
            Segment segment = _segments[_next++];
            _reader?.Dispose();
            _reader = new SegmentReader(_folder.Files.Open(segment.Path, OpenMode.Read), segment.Id, segment.EndBytes);
        }
    }

    private bool Read(out LoggedFrame frame)
    {
        long at = _reader!.Position;
        if (_reader.TryRead(out RecordHeader record, out ReadOnlyMemory<byte> bytes) && record.Offset == _expected)
        {
            frame = Take(record, bytes);
            return true;
        }

        long lost;
        if (_reader.TryFindNext(_expected, batchAfter: -1, out record))
        {
            lost = record.Offset - _expected;
            Report(at, _reader.Position, lost);
            _reader.TryRead(out record, out bytes);
            LoggedFrame behind = Take(record, bytes);
            if (lost == 0)
            {
                frame = behind;
                return true;
            }

            _behindGap = behind;
            frame = new LoggedFrame(new LogPosition(_partition, record.Offset - lost), (int)Math.Min(int.MaxValue, lost), default);
            return true;
        }

        lost = Current.EndOffset - _expected;
        Report(at, Current.EndBytes, lost);
        _reader.Dispose();
        _reader = null;
        return lost > 0 ? Lost(lost, out frame) : TryAny(out frame);
    }

    /// <summary>A segment may end, in offsets, behind its last record where the end of the log was damaged once.</summary>
    private bool TryEndOfSegment(out LoggedFrame frame)
    {
        frame = default;
        if (_reader is null) return false;
        _reader.Dispose();
        _reader = null;
        return Current.EndOffset > _expected && Lost(Current.EndOffset - _expected, out frame);
    }

    private bool Lost(long hits, out LoggedFrame frame)
    {
        frame = new LoggedFrame(new LogPosition(_partition, _expected), (int)Math.Min(int.MaxValue, hits), default);
        _expected += frame.Hits;
        return true;
    }

    private LoggedFrame Take(RecordHeader record, ReadOnlyMemory<byte> bytes)
    {
        _expected = record.Offset + record.Hits;
        return new LoggedFrame(new LogPosition(_partition, record.Offset), record.Hits, bytes);
    }

    private void Report(long from, long to, long lost)
    {
        _folder.KeepDamaged(Current.Path, from, to);
        _damaged(new LogDamage(Path.GetFileName(Current.Path), from, to, _expected, lost));
    }
}
