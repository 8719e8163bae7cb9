using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Log;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// Holds a batch while it is put in order: the frames in a file that is thrown away afterwards, and an entry of 56 bytes a hit in memory.
/// So 100 MB of frames take some 10 to 30 MB of memory. The file is read back from the page cache and is never flushed.
/// </summary>
internal sealed class BatchScratch : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly IFile _file;
    private readonly List<ScratchHit> _hits = [];
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _buffered;
    private long _written;
    private long _lastHour;

    public BatchScratch(IFileSystem files, string path) => _file = files.Open(path, OpenMode.CreateOrReplace);

    /// <summary>Hits taken so far.</summary>
    public int Count => _hits.Count;

    /// <summary>The hits in the order of the archive, once <see cref="Finish"/> was called.</summary>
    public IReadOnlyList<ScratchHit> Hits => _hits;

    /// <summary>Takes a frame.</summary>
    public void Add(in LoggedFrame logged)
    {
        ReadOnlySpan<byte> frame = logged.Frame.Span;
        int before = _hits.Count;
        if (!TryAddHits(frame, logged.Hits))
        {
            _hits.RemoveRange(before, _hits.Count - before);
            AddMalformed(frame, logged.Hits);
        }

        Write(frame);
    }

    /// <summary>Puts the hits in order; nothing is added afterwards.</summary>
    public void Finish()
    {
        _file.Write(_written - _buffered, _buffer.AsSpan(0, _buffered));
        _buffered = 0;
        _hits.Sort();
    }

    /// <summary>Reads back exactly so many bytes.</summary>
    public void Read(long at, Span<byte> into)
    {
        if (_file.Read(at, into) != into.Length) throw new IOException($"cannot read {_file.Path}: it is shorter than what was written to it; check the disk");
    }

    /// <summary>Bytes taken.</summary>
    public long SizeBytes => _written;

    public void Dispose() => _file.Dispose();

    private bool TryAddHits(ReadOnlySpan<byte> frame, int hits)
    {
        if (!HitFrame.TryOpen(frame, out HitFrameReader reader) || reader.Count != hits) return false;
        ScratchPart envelope = PartOf(frame, reader.Envelope);
        while (reader.TryNext(out HitFields hit))
        {
            _lastHour = ArchiveNames.HourOf(hit.ReceivedMs);
            _hits.Add(new ScratchHit(_lastHour, hit.Site, _hits.Count, _written, envelope, PartOf(frame, reader.Encoded), PartOf(frame, reader.Raw)));
        }

        return !reader.Malformed;
    }

    // A frame that fits its checksum and cannot be read is a defect of its writer. It is kept as it is, so that archiving goes on and a later version can repair it.
    private void AddMalformed(ReadOnlySpan<byte> frame, int hits)
    {
        for (int i = 0; i < hits; i++)
        {
            _hits.Add(new ScratchHit(_lastHour, 0, _hits.Count, _written, new ScratchPart(0, i == 0 ? frame.Length : 0), default, default));
        }
    }

    private static ScratchPart PartOf(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty) return default;
        frame.Overlaps(part, out int at);
        return new ScratchPart(at, part.Length);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _buffered)
        {
            _file.Write(_written - _buffered, _buffer.AsSpan(0, _buffered));
            _buffered = 0;
        }

        if (bytes.Length > _buffer.Length) _file.Write(_written, bytes);
        else
        {
            bytes.CopyTo(_buffer.AsSpan(_buffered));
            _buffered += bytes.Length;
        }

        _written += bytes.Length;
    }
}
