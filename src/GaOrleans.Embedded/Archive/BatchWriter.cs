using System.IO.Compression;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>Writes the files of a batch and its index, from the scratch file.</summary>
internal sealed class BatchWriter(IFileSystem files, string directory, CompressionLevel level, BatchScratch scratch, LogPosition first)
{
    private readonly ScratchReader _reader = new(scratch);
    private readonly KeptPart _envelope = new();
    private readonly KeptPart _raw = new();

    /// <summary>Writes everything and makes it outlast a crash.</summary>
    /// <param name="ct">Gives up between two hits.</param>
    /// <returns>What the manifest has to know.</returns>
    public ManifestEntry Write(CancellationToken ct)
    {
        var indexed = new List<IndexedFile>();
        var listed = new List<ManifestFile>();
        for (int start = 0; start < scratch.Count;)
        {
            long hour = scratch.Hits[start].Hour;
            int end = start;
            while (end < scratch.Count && scratch.Hits[end].Hour == hour) end++;
            string name = ArchiveNames.Hits(first.Partition, first.Offset, hour);
            var file = new IndexedFile(hour, WriteHour(name, start, end, ct));
            indexed.Add(file);
            listed.Add(new ManifestFile(name, file.Members.Sum(member => (long)member.SizeBytes), end - start));
            start = end;
        }

        byte[] index = BatchIndexCodec.Write(new BatchIndex(indexed), first.Offset);
        WriteIndex(ArchiveNames.Index(first.Partition, first.Offset), index);
        files.SyncDirectory(directory);
        return new ManifestEntry
        {
            Partition = first.Partition,
            First = first.Offset,
            Next = first.Offset + scratch.Count,
            Files = listed,
            IndexBytes = index.Length,
            IndexCrc = Crc32C.Of(index),
        };
    }

    private IReadOnlyList<IndexedMember> WriteHour(string name, int start, int end, CancellationToken ct)
    {
        using var writer = new HitFileWriter(files.Open(Path.Combine(directory, name), OpenMode.CreateNew), level);
        for (int i = start; i < end; i++)
        {
            ct.ThrowIfCancellationRequested();
            WriteLine(writer, scratch.Hits[i]);
        }

        return writer.Finish();
    }

    private void WriteLine(HitFileWriter writer, in ScratchHit entry)
    {
        LogPosition position = first with { Offset = first.Offset + entry.Number };
        HitLineWriter line = writer.NextLine(entry.Site, position);
        if (entry.Malformed)
        {
            line.WriteMalformed(position, _reader.Part(entry.FrameAt, entry.Envelope));
            return;
        }

        ReadOnlySpan<byte> envelope = _envelope.Of(entry.FrameAt, entry.Envelope, _reader);
        ReadOnlySpan<byte> raw = _raw.Of(entry.FrameAt, entry.Raw, _reader);
        if (!HitCodec.TryRead(_reader.Part(entry.FrameAt, entry.Encoded), out HitFields hit))
        {
            throw new IOException($"cannot archive the hit at offset {position.Offset}: the scratch file in {directory} does not hold what was written to it; check the disk");
        }

        line.Write(position, envelope, raw, hit);
    }

    private void WriteIndex(string name, byte[] index)
    {
        using IFile file = files.Open(Path.Combine(directory, name), OpenMode.CreateNew);
        file.Write(0, index);
        file.SyncData();
    }
}
