using GaOrleans.Embedded.Files;
using GaOrleans.Engine;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// Writes batches of frames: one write and one flush, then all of them are stored. The single-threaded heart of the log; <see cref="SegmentedLog"/>
/// runs it on a thread, the simulator step by step.
/// <para>After a failed write or flush nothing more goes into that segment. The next one says where it ends: behind the last flushed batch.
/// Frames that were refused can therefore never come back once anything else is acknowledged.</para>
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly SegmentFolder _folder;
    private readonly LogOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<ulong> _newId;
    private readonly Lock _lock = new();
    private readonly byte[] _buffer;
    private Segment[] _segments;
    private IReadOnlyList<string> _leftovers;
    private long _endOffset;
    private long _endBytes;
    private IFile? _file;
    private long _capacityBytes;
    private long _nextSequence;
    private long _nextOffset;
    private long _retryAt;
    private int _retryMs;
    private LogUnavailableException? _fault;

    /// <summary>Goes on where recovery found the end; the first segment is made by the first commit.</summary>
    internal LogWriter(SegmentFolder folder, LogOptions options, TimeProvider time, Func<ulong> newId, RecoveredLog recovered)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _newId = newId;
        _segments = [.. recovered.Segments];
        _leftovers = recovered.Leftovers;
        _endOffset = _segments.Length == 0 ? 0 : _segments[^1].EndOffset;
        _endBytes = _segments.Length == 0 ? 0 : _segments[^1].EndBytes;
        _nextSequence = recovered.NextSequence;
        _nextOffset = recovered.NextOffset;
        _buffer = new byte[options.BatchBytes];
        Factory = new SegmentFactory(folder, options);
    }

    /// <summary>Makes the segment files.</summary>
    internal SegmentFactory Factory { get; }

    /// <summary>The segments and up to where they are safely stored, as of now.</summary>
    internal IReadOnlyList<Segment> Segments
    {
        get
        {
            lock (_lock) return _segments.Length == 0 ? [] : [.. _segments[..^1], _segments[^1] with { EndOffset = _endOffset, EndBytes = _endBytes }];
        }
    }

    /// <summary>The offset that the next hit will take.</summary>
    internal long NextOffset => Volatile.Read(ref _nextOffset);

    /// <summary>How long flushes took.</summary>
    internal LatencyHistogram FlushTimes { get; init; } = new();

    /// <summary>Why the log stores nothing at the moment; null when it works.</summary>
    internal LogUnavailableException? Fault => Volatile.Read(ref _fault);

    /// <summary>Stores frames in their order and tells each what became of it. Never throws for faults of storage.</summary>
    internal void Commit(List<PendingFrame> frames)
    {
        int at = 0;
        while (at < frames.Count)
        {
            int count = BatchAt(frames, at, out int bytes);
            if (TryStore(frames, at, count, bytes))
            {
                at += count;
                continue;
            }

            for (; at < frames.Count; at++) frames[at].Refused(_fault!);
        }
    }

    /// <summary>Tries to get the log working again after a fault, when it is time to.</summary>
    /// <returns>Whether it works.</returns>
    internal bool TryHeal() => _file is not null || TryOpenSegment(0);

    /// <summary>Deletes the segments whose hits all lie before an offset, the oldest first. The newest stays.</summary>
    /// <exception cref="IOException">A file cannot be deleted; it stays until the next start.</exception>
    internal void Trim(long before)
    {
        if (_leftovers.Count > 0 && (Segments is not [{ } first, ..] || first.FirstOffset <= before)) TrimLeftovers();
        while (Segments is [{ } oldest, _, ..] && oldest.EndOffset <= before)
        {
            // Readers learn first that it is gone, then it goes.
            lock (_lock) _segments = _segments[1..];
            _folder.Files.Delete(oldest.Path);
            _folder.Files.SyncDirectory(_folder.Path);
        }
    }

    /// <summary>Leaves old files alone that are part of what is missing.</summary>
    internal void KeepLeftovers() => _leftovers = [];

    /// <summary>Deletes the files whose trim was cut short by a crash: all that they hold lies before the oldest segment.</summary>
    private void TrimLeftovers()
    {
        foreach (string path in _leftovers) _folder.Files.Delete(path);
        _folder.Files.SyncDirectory(_folder.Path);
        _leftovers = [];
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private int BatchAt(List<PendingFrame> frames, int from, out int bytes)
    {
        bytes = 0;
        int count = 0;
        for (int i = from; i < frames.Count; i++, count++)
        {
            int size = RecordHeader.Bytes + frames[i].Frame.Length;
            if (count > 0 && bytes + size > _options.BatchBytes) break;
            bytes += size;
        }

        return count;
    }

    private bool TryStore(List<PendingFrame> frames, int from, int count, int bytes)
    {
        if (!HasRoomFor(bytes) && !TryOpenSegment(bytes)) return false;
        Segment segment = _segments[^1];
        byte[] buffer = bytes <= _buffer.Length ? _buffer : new byte[bytes];
        long offset = Encode(frames, from, count, segment, buffer);
        try
        {
            _file!.Write(_endBytes, buffer.AsSpan(0, bytes));
            long begun = _time.GetTimestamp();
            _file.SyncData();
            FlushTimes.Add(_time.GetElapsedTime(begun));
        }
        catch (IOException e)
        {
            Abandon(e);
            return false;
        }

        lock (_lock)
        {
            _endOffset = offset;
            _endBytes += bytes;
        }

        long first = _nextOffset;
        Volatile.Write(ref _nextOffset, offset);
        for (int i = from; i < from + count; i++)
        {
            PendingFrame frame = frames[i];
            int hits = frame.Hits;
            frame.Stored(first);
            first += hits;
        }

        return true;
    }

    private long Encode(List<PendingFrame> frames, int from, int count, Segment segment, byte[] buffer)
    {
        long offset = _nextOffset;
        int at = 0;
        for (int i = from; i < from + count; i++)
        {
            PendingFrame frame = frames[i];
            var header = new RecordHeader(frame.Frame.Length, offset, frame.Hits, (uint)_endBytes);
            header.Write(buffer.AsSpan(at), segment.Id, frame.Frame.Span);
            at += header.TotalBytes;
            offset += frame.Hits;
        }

        return offset;
    }

    private bool HasRoomFor(int bytes) => _file is not null && _endBytes + bytes <= _capacityBytes;

    private bool TryOpenSegment(int leastBytes)
    {
        if (_fault is not null && _time.GetTimestamp() < _retryAt) return false;
        Segment? previous = _segments.Length == 0 ? null : _segments[^1];
        var header = new SegmentHeader(_nextSequence++, _newId(), _nextOffset, previous?.Sequence ?? 0, previous?.Id ?? 0, _endBytes);
        try
        {
            IFile file = Factory.Create(header, SegmentHeader.PageBytes + leastBytes);
            _file?.Dispose();
            _file = file;
            _capacityBytes = file.SizeBytes;
        }
        catch (IOException e)
        {
            Abandon(e);
            return false;
        }

        var segment = new Segment(header.Sequence, header.Id, _folder.PathOf(header.Sequence), _nextOffset, _nextOffset, SegmentHeader.PageBytes);
        lock (_lock)
        {
            // The segment before ends, in offsets, where this one starts.
            Segment[] before = previous is null ? [] : [.. _segments[..^1], previous with { EndOffset = _nextOffset, EndBytes = _endBytes }];
            _segments = [.. before, segment];
            _endOffset = segment.EndOffset;
            _endBytes = segment.EndBytes;
        }

        Volatile.Write(ref _fault, null);
        _retryMs = 0;
        return true;
    }

    private void Abandon(IOException cause)
    {
        _file?.Dispose();
        _file = null;
        _retryMs = _retryMs == 0 ? _options.RetryMs : Math.Min(_retryMs * 2, _options.RetryAtMostMs);
        _retryAt = _time.GetTimestamp() + (_time.TimestampFrequency * _retryMs / 1000);
        Volatile.Write(ref _fault, new LogUnavailableException($"cannot store hits: {cause.Message}; hits are refused until it works again, which is tried by itself", cause));
    }
}
