using System.Collections;
using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine.Archive;

namespace GaOrleans.Embedded.Archive;

/// <summary>Reads the whole archive and names everything that is not as manifest and indexes say. Changes nothing.</summary>
internal sealed class ArchiveVerifier(IFileSystem files, string directory)
{
    private readonly List<string> _problems = [];
    private readonly MemberReader _members = new();
    private int _batches;
    private int _files;
    private long _hits;
    private long _lost;

    /// <summary>Verifies everything.</summary>
    public ArchiveReport Run(CancellationToken ct)
    {
        try
        {
            // Listed before the manifest is read, so that a batch finished meanwhile is known.
            IReadOnlyList<string> names = files.List(directory);
            List<ManifestEntry> entries = Manifest.Read(files, directory, _problems);
            FindUnknownFiles(names, entries);
            foreach (ManifestEntry entry in entries)
            {
                ct.ThrowIfCancellationRequested();
                if (entry.Lost is null) VerifyBatch(entry, ct);
                else _lost += entry.Next - entry.First;
            }
        }
        catch (IOException fault)
        {
            _problems.Add(fault.Message);
        }

        return new ArchiveReport(_batches, _files, _hits, _lost, _problems);
    }

    // Files of the batch that starts where the manifest ends are being written or were given up; all others should be known.
    private void FindUnknownFiles(IReadOnlyList<string> names, List<ManifestEntry> entries)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var next = new Dictionary<int, long>();
        foreach (ManifestEntry entry in entries)
        {
            next[entry.Partition] = entry.Next;
            if (entry.Lost is null) known.Add(ArchiveNames.Index(entry.Partition, entry.First));
            foreach (ManifestFile file in entry.Files) known.Add(file.Name);
        }

        foreach (string name in names)
        {
            bool expected = !ArchiveNames.IsOfBatch(name, out int partition, out long first) || known.Contains(name) || first == next.GetValueOrDefault(partition);
            if (!expected) _problems.Add($"{name}: it is in no batch of the manifest");
        }
    }

    private void VerifyBatch(ManifestEntry entry, CancellationToken ct)
    {
        _batches++;
        if (ReadIndex(entry) is not { } index) return;
        var seen = new BitArray(checked((int)(entry.Next - entry.First)));
        int problemsBefore = _problems.Count;
        for (int i = 0; i < index.Files.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            VerifyFile(entry, entry.Files[i], index.Files[i], seen);
        }

        // Damage named above would only be named again.
        if (_problems.Count > problemsBefore || seen.HasAllSet()) return;
        int missing = 0;
        while (seen[missing]) missing++;
        _problems.Add($"{ArchiveNames.Index(entry.Partition, entry.First)}: the hit at offset {entry.First + missing} is in no file of the batch");
    }

    private BatchIndex? ReadIndex(ManifestEntry entry)
    {
        string name = ArchiveNames.Index(entry.Partition, entry.First);
        try
        {
            byte[] bytes = ArchiveFile.ReadAll(files, Path.Combine(directory, name));
            BatchIndex? index = bytes.Length == entry.IndexBytes && Crc32C.Of(bytes) == entry.IndexCrc ? BatchIndexCodec.Read(bytes, entry.First) : null;
            if (index is null) _problems.Add($"{name}: it does not fit its checksum in the manifest");
            else if (index.Files.Count != entry.Files.Count) _problems.Add($"{name}: it has {index.Files.Count} files, the manifest {entry.Files.Count}");
            else return index;
        }
        catch (IOException fault)
        {
            _problems.Add(fault.Message);
        }

        return null;
    }

    private void VerifyFile(ManifestEntry entry, ManifestFile listed, IndexedFile indexed, BitArray seen)
    {
        try
        {
            using IFile file = files.Open(Path.Combine(directory, listed.Name), OpenMode.Read);
            _files++;
            if (file.SizeBytes != listed.SizeBytes) _problems.Add($"{listed.Name}: it has {file.SizeBytes} bytes, the manifest says {listed.SizeBytes}");
            long at = 0;
            int hits = 0;
            foreach (IndexedMember member in indexed.Members)
            {
                string? problem = _members.Read(file, at, member, out ReadOnlyMemory<byte> text) ?? CheckLines(text.Span, member, entry.First, seen);
                if (problem is not null) _problems.Add($"{listed.Name}: the member at byte {at}: {problem}");
                foreach (IndexedRun run in member.Runs) hits += run.Hits;
                at += member.SizeBytes;
            }

            if (at != listed.SizeBytes) _problems.Add($"{listed.Name}: its members have {at} bytes, the manifest says {listed.SizeBytes}");
            if (hits != listed.Hits) _problems.Add($"{listed.Name}: its index counts {hits} hits, the manifest {listed.Hits}");
        }
        catch (IOException fault)
        {
            _problems.Add(fault.Message);
        }
    }

    private string? CheckLines(ReadOnlySpan<byte> text, IndexedMember member, long first, BitArray seen)
    {
        foreach (IndexedRun run in member.Runs)
        {
            long last = long.MinValue;
            for (int i = 0; i < run.Hits; i++)
            {
                int end = text.IndexOf((byte)'\n');
                if (end < 0) return "it has fewer lines than the index says";
                if (!HitLineWriter.TryReadOffset(text[..end], out long offset)) return "a line does not end with its position";
                if (i == 0 ? offset != run.First : offset <= last) return $"the hit at offset {offset} of site {run.Site} is out of order";
                if (offset < first || offset - first >= seen.Length) return $"the hit at offset {offset} is none of the batch";
                if (seen[(int)(offset - first)]) return $"the hit at offset {offset} is there twice";
                seen[(int)(offset - first)] = true;
                last = offset;
                _hits++;
                text = text[(end + 1)..];
            }

            if (last != run.Last) return $"the run of site {run.Site} ends at offset {last}, the index says {run.Last}";
        }

        return text.IsEmpty ? null : "it has more lines than the index says";
    }
}
