using System.Runtime.CompilerServices;
using GaOrleans.Core.Encoding;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;

namespace GaOrleans.Embedded.Archive;

/// <summary>Finds the hits of a site through manifest and indexes, and reads only the members that hold some.</summary>
internal sealed class ArchiveReader(IFileSystem files, string directory)
{
    private readonly MemberReader _members = new();

    /// <summary>The hits of a site in log order.</summary>
    /// <param name="entries">The manifest.</param>
    /// <param name="site">The site.</param>
    /// <param name="range">Which offsets.</param>
    /// <param name="ct">Stops reading.</param>
    public async IAsyncEnumerable<ArchivedHit> ReadAsync(IReadOnlyList<ManifestEntry> entries, int site, LogRange range, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (ManifestEntry entry in entries)
        {
            if (entry.Partition != range.Partition || entry.Lost is not null || entry.Next <= range.From || entry.First >= range.To) continue;
            // Files and disks are slow; nobody's thread should wait for a whole batch.
            List<ArchivedHit> hits = await Task.Run(() => ReadBatch(entry, site, range, ct), ct);
            foreach (ArchivedHit hit in hits) yield return hit;
        }
    }

    private List<ArchivedHit> ReadBatch(ManifestEntry entry, int site, LogRange range, CancellationToken ct)
    {
        var hits = new List<ArchivedHit>();
        BatchIndex index = ReadIndex(entry);
        for (int i = 0; i < index.Files.Count; i++)
        {
            IFile? file = null;
            try
            {
                long at = 0;
                foreach (IndexedMember member in index.Files[i].Members)
                {
                    ct.ThrowIfCancellationRequested();
                    if (Skipped(member, site, range) is { } skipped)
                    {
                        file ??= files.Open(Path.Combine(directory, entry.Files[i].Name), OpenMode.Read);
                        string? problem = _members.Read(file, at, member, out ReadOnlyMemory<byte> text);
                        if (problem is not null) throw new IOException($"cannot read {file.Path} at {at}: {problem}; restore it from a backup");
                        Pick(text, skipped.Lines, skipped.Hits, range, hits);
                    }

                    at += member.SizeBytes;
                }
            }
            finally
            {
                file?.Dispose();
            }
        }

        // A batch that spans hours has the hits of a site in several files; one request's clock may have gone back between two hits.
        hits.Sort(static (a, b) => a.Position.Offset.CompareTo(b.Position.Offset));
        return hits;
    }

    private BatchIndex ReadIndex(ManifestEntry entry)
    {
        string path = Path.Combine(directory, ArchiveNames.Index(entry.Partition, entry.First));
        byte[] bytes = ArchiveFile.ReadAll(files, path);
        BatchIndex? index = Crc32C.Of(bytes) == entry.IndexCrc ? BatchIndexCodec.Read(bytes, entry.First) : null;
        return index is not null && index.Files.Count == entry.Files.Count ? index : throw new IOException($"cannot read {path}: it is damaged; restore it from a backup");
    }

    // Lines before the site's and lines of the site; null when the member has none of it in the range.
    private static (int Lines, int Hits)? Skipped(IndexedMember member, int site, LogRange range)
    {
        int lines = 0;
        foreach (IndexedRun run in member.Runs)
        {
            if (run.Site == site) return run.Last < range.From || run.First >= range.To ? null : (lines, run.Hits);
            lines += run.Hits;
        }

        return null;
    }

    private static void Pick(ReadOnlyMemory<byte> text, int skip, int take, LogRange range, List<ArchivedHit> into)
    {
        for (int i = 0; i < skip + take; i++)
        {
            int end = text.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = text[..end];
            text = text[(end + 1)..];
            if (i < skip || !HitLineWriter.TryReadOffset(line.Span, out long offset) || offset < range.From || offset >= range.To) continue;
            into.Add(new ArchivedHit(new LogPosition(range.Partition, offset), line.ToArray()));
        }
    }
}
