using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// Finds out what the log holds after a restart. The newest segment tells where the one before it ends, and so on down; only the newest
/// is read to find its end. Files that no header leads to are no part of the log.
/// </summary>
internal sealed class LogRecovery(SegmentFolder folder)
{
    // No record is smaller, so a segment that cannot be read at all held no more hits than this lets it.
    private const int LeastHitBytes = 24;

    private readonly List<LogDamage> _damage = [];
    private readonly List<string> _leftovers = [];
    private long _rotten;

    /// <summary>Reads the folder.</summary>
    /// <param name="expectedEnd">The log is known to have reached this offset; when it does not, its end was damaged and offsets go on behind a gap.</param>
    /// <exception cref="IOException">The folder or its newest segment cannot be read or flushed.</exception>
    internal RecoveredLog Run(long expectedEnd)
    {
        folder.Files.CreateDirectory(folder.Path);
        folder.DeleteUnfinished();
        List<long> sequences = folder.Sequences();
        long nextSequence = sequences.Count == 0 ? 1 : sequences[^1] + 1;
        long skipped = 0;
        SegmentHeader newest = default;
        while (sequences.Count > 0 && !TryReadHeader(sequences[^1], out newest))
        {
            skipped += SetAside(sequences[^1]);
            sequences.RemoveAt(sequences.Count - 1);
        }

        List<Segment> segments = sequences.Count == 0 ? [] : Chain(newest, sequences);
        long end = segments.Count == 0 ? 0 : segments[^1].EndOffset;
        long next = end + _rotten + skipped;
        if (next < expectedEnd)
        {
            _damage.Add(new LogDamage(segments.Count == 0 ? "none" : Path.GetFileName(segments[^1].Path), 0, 0, next, expectedEnd - next));
            next = expectedEnd;
        }

        return new RecoveredLog(segments, _leftovers, nextSequence, next, _damage);
    }

    private List<Segment> Chain(SegmentHeader newest, List<long> sequences)
    {
        var segments = new List<Segment> { FindEnd(newest) };
        SegmentHeader header = newest;
        int at = sequences.Count - 2;
        while (header.PreviousSequence != 0)
        {
            // Whatever lies between was given up before it held anything acknowledged.
            for (; at >= 0 && sequences[at] > header.PreviousSequence; at--) folder.Files.Delete(folder.PathOf(sequences[at]));
            if (at < 0 || sequences[at] != header.PreviousSequence) break;
            if (!TryReadHeader(sequences[at], out SegmentHeader previous) || previous.Id != header.PreviousId)
            {
                // What led to the older ones is gone with it.
                for (; at >= 0; at--) SetAside(sequences[at]);
                break;
            }

            segments.Add(new Segment(previous.Sequence, previous.Id, folder.PathOf(previous.Sequence), previous.FirstOffset, header.FirstOffset, header.PreviousEndBytes));
            header = previous;
            at--;
        }

        // Older files are left when a trim was not safely stored, or when a part of the log is missing. The log's owner knows which.
        for (; at >= 0; at--) _leftovers.Add(folder.PathOf(sequences[at]));
        segments.Reverse();

        // An empty segment may have been given up because its name could not be stored safely, and then it must not become a link of the chain.
        // What it says about the one before it holds all the same.
        while (segments is [.., _, { EndBytes: SegmentHeader.PageBytes }]) segments.RemoveAt(segments.Count - 1);
        return segments;
    }

    /// <summary>Finds the end of the newest segment and makes sure that what lies before it is safely stored.</summary>
    private Segment FindEnd(SegmentHeader header)
    {
        string path = folder.PathOf(header.Sequence);
        long offset = header.FirstOffset, end = SegmentHeader.PageBytes, lastBatch = end;
        using (IFile scanned = folder.Files.Open(path, OpenMode.Read))
        using (var reader = new SegmentReader(scanned, header.Id, scanned.SizeBytes))
        {
            while (true)
            {
                if (!reader.TryRead(out RecordHeader record, out _) || record.Offset != offset)
                {
                    // A later batch proves that this place had been flushed; the reader of the log reports the damage.
                    if (!reader.TryFindNext(offset, end, out record) && !TryBehindRot(reader, path, offset, out record)) break;
                    offset = record.Offset;
                    if (!reader.TryRead(out record, out _)) break;
                }

                offset += record.Hits;
                end = reader.Position;
                lastBatch = record.BatchStart;
            }
        }

        Rewrite(path, lastBatch, end);
        return new Segment(header.Sequence, header.Id, path, header.FirstOffset, offset, end);
    }

    /// <summary>
    /// A record of the last batch that does not fit its checksum is damage when no torn write can have made it: then it was there whole once.
    /// What follows it is read on. When nothing does, it is reported here, and the hits that it says to have had are skipped, so that their offsets
    /// are not given again.
    /// </summary>
    private bool TryBehindRot(SegmentReader reader, string path, long offset, out RecordHeader next)
    {
        next = default;
        long from = reader.Position;
        if (!reader.TryPeekDamaged(out RecordHeader record, out ReadOnlyMemory<byte> bytes) || TornWrite.MayHaveLeft(bytes.Span, from)) return false;
        if (reader.TryFindNext(offset, batchAfter: -1, out next)) return true;
        _rotten = record.Hits;
        folder.KeepDamaged(path, from, from + bytes.Length);
        _damage.Add(new LogDamage(Path.GetFileName(path), from, from + bytes.Length, offset, record.Hits));
        return false;
    }

    /// <summary>
    /// Writes the last batch again and flushes it. It may have been read from memory only: its flush may have been cut short, or have failed,
    /// after which the kernel takes the pages for stored.
    /// </summary>
    private void Rewrite(string path, long from, long to)
    {
        if (to == from) return;
        using IFile file = folder.Files.Open(path, OpenMode.Write);
        var batch = new byte[to - from];
        file.Read(from, batch);
        file.Write(from, batch);
        file.SyncData();
    }

    private bool TryReadHeader(long sequence, out SegmentHeader header)
    {
        using IFile file = folder.Files.Open(folder.PathOf(sequence), OpenMode.Read);
        Span<byte> page = new byte[SegmentHeader.PageBytes];
        return file.Read(0, page) == page.Length & SegmentHeader.TryRead(page, out header) && header.Sequence == sequence;
    }

    /// <summary>Takes a segment that cannot be read out of the log, keeping it.</summary>
    /// <returns>The most hits it may have held.</returns>
    private long SetAside(long sequence)
    {
        string path = folder.PathOf(sequence), name = Path.GetFileName(path);
        long size;
        using (IFile file = folder.Files.Open(path, OpenMode.Read)) size = file.SizeBytes;
        folder.Files.CreateDirectory(folder.Quarantine);
        folder.Files.Rename(path, Path.Combine(folder.Quarantine, name));
        folder.Files.SyncDirectory(folder.Quarantine);
        folder.Files.SyncDirectory(folder.Path);
        long hits = size / LeastHitBytes;
        _damage.Add(new LogDamage(name, 0, size, -1, hits));
        return hits;
    }
}
