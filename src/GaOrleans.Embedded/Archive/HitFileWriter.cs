using System.Buffers;
using System.IO.Compression;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// Writes a file of hits: lines in gzip members. A member ends at the end of a site once it is large enough to compress well, and inside of a
/// site when it is so large that reading one hit would cost much. So a large site has members of its own and small ones share theirs.
/// </summary>
internal sealed class HitFileWriter : IDisposable
{
    /// <summary>From this size on a member ends with the site.</summary>
    public const int EnoughTextBytes = 128 * 1024;

    /// <summary>From this size on a member ends.</summary>
    public const int MostTextBytes = 4 * 1024 * 1024;

    private const int PieceBytes = 64 * 1024;

    private readonly IFile _file;
    private readonly MemberSink _sink;
    private readonly CompressionLevel _level;
    private readonly ArrayBufferWriter<byte> _text = new(PieceBytes * 2);
    private readonly HitLineWriter _lines;
    private readonly List<IndexedMember> _members = [];
    private List<IndexedRun> _runs = [];
    private GZipStream? _gzip;
    private int _compressedText;

    public HitFileWriter(IFile file, CompressionLevel level)
    {
        _file = file;
        _level = level;
        _sink = new MemberSink(file);
        _lines = new HitLineWriter(_text);
    }

    /// <summary>Says that a line of a site follows, and gives the writer for it.</summary>
    public HitLineWriter NextLine(int site, LogPosition position)
    {
        bool sameSite = _runs.Count > 0 && _runs[^1].Site == site;
        if (TextBytes >= (sameSite ? MostTextBytes : EnoughTextBytes))
        {
            EndMember();
            sameSite = false;
        }

        if (sameSite) _runs[^1] = _runs[^1] with { Hits = _runs[^1].Hits + 1, Last = position.Offset };
        else _runs.Add(new IndexedRun(site, 1, position.Offset, position.Offset));
        if (_text.WrittenCount >= PieceBytes) Compress();
        return _lines;
    }

    /// <summary>Ends the file and makes it outlast a crash, but for its name.</summary>
    public IReadOnlyList<IndexedMember> Finish()
    {
        EndMember();
        _sink.Drain();
        _file.SyncData();
        return _members;
    }

    public void Dispose()
    {
        _sink.Abandon();
        _lines.Dispose();
        _gzip?.Dispose();
        _sink.Dispose();
        _file.Dispose();
    }

    private int TextBytes => _compressedText + _text.WrittenCount;

    private void Compress()
    {
        _gzip ??= new GZipStream(_sink, _level, leaveOpen: true);
        _gzip.Write(_text.WrittenSpan);
        _compressedText += _text.WrittenCount;
        _text.ResetWrittenCount();
    }

    private void EndMember()
    {
        if (_runs.Count == 0) return;
        Compress();
        _gzip!.Dispose();
        _gzip = null;
        (int size, uint crc) = _sink.EndMember();
        _members.Add(new IndexedMember(size, _compressedText, crc, _runs));
        (_runs, _compressedText) = ([], 0);
    }
}
