using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// The list of what is archived, in parts of at most <see cref="EntriesPerPart"/> lines: the CRC-32C of the rest of the line in hexadecimal,
/// a space, and a <see cref="ManifestEntry"/> as JSON. A part grows by being replaced as a whole: written beside, flushed, renamed, and the folder
/// flushed. So a crash leaves the old part or the new one, and a line that does not fit its checksum is damage, never a torn end.
/// </summary>
/// <param name="files">Where files are.</param>
/// <param name="directory">The archive's folder.</param>
internal sealed class Manifest(IFileSystem files, string directory)
{
    public const int EntriesPerPart = 1000;

    private const int CrcCharacters = 8;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Dictionary<int, long> _next = [];
    private List<string> _lines = [];
    private int _part = 1;

    /// <summary>Reads all parts as they are, without changing anything.</summary>
    /// <param name="files">Where files are.</param>
    /// <param name="directory">The archive's folder.</param>
    /// <param name="problems">Gets a sentence for everything that is wrong.</param>
    public static List<ManifestEntry> Read(IFileSystem files, string directory, List<string> problems)
    {
        var entries = new List<ManifestEntry>();
        var next = new Dictionary<int, long>();
        int expected = 1;
        foreach (string name in files.List(directory))
        {
            if (!ArchiveNames.IsManifest(name, out int part)) continue;
            if (part != expected) problems.Add($"{ArchiveNames.Manifest(expected)} is missing");
            expected = part + 1;
            string[] lines = ReadLines(files, directory, name);
            for (int i = 0; i < lines.Length; i++)
            {
                if (Parse(lines[i]) is not { } entry)
                {
                    problems.Add($"{name}: line {i + 1} does not fit its checksum or is of an unknown version");
                    continue;
                }

                CheckOrder(name, entry, next, problems);
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>
    /// Reads the manifest for adding to it. The last part is stored anew, because a run before this one may have failed or ended
    /// after renaming it and before the folder was flushed: what is reported as archived must outlast a crash, since the log forgets it.
    /// </summary>
    /// <exception cref="IOException">It cannot be read or is damaged.</exception>
    public IReadOnlyList<ManifestEntry> Open()
    {
        var problems = new List<string>();
        List<ManifestEntry> entries = Read(files, directory, problems);
        if (problems.Count > 0) throw new IOException($"cannot use the archive {directory}: {string.Join("; ", problems)}; restore the manifest from a backup");
        _next.Clear();
        foreach (ManifestEntry entry in entries) _next[entry.Partition] = entry.Next;
        _part = 1;
        while (files.Exists(PathOf(ArchiveNames.Manifest(_part + 1)))) _part++;
        if (entries.Count > 0)
        {
            _lines = [.. ReadLines(files, directory, ArchiveNames.Manifest(_part))];
            Store(_part, _lines);
        }

        return entries;
    }

    /// <summary>The offset before which everything of a partition is archived.</summary>
    public long Next(int partition) => _next.GetValueOrDefault(partition);

    /// <summary>Adds an entry, safely stored on return. After a fault the manifest has to be opened anew.</summary>
    public void Add(ManifestEntry entry)
    {
        string line = Line(entry);
        bool full = _lines.Count >= EntriesPerPart;
        List<string> lines = full ? [line] : [.. _lines, line];
        int part = full ? _part + 1 : _part;
        Store(part, lines);
        (_part, _lines) = (part, lines);
        _next[entry.Partition] = entry.Next;
    }

    private void Store(int part, List<string> lines)
    {
        string draft = PathOf(ArchiveNames.ManifestDraft);
        // A draft left behind may be one whose flush failed; flushing that file again would prove nothing.
        files.Delete(draft);
        using (IFile file = files.Open(draft, OpenMode.CreateNew))
        {
            file.Write(0, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
            file.SyncData();
        }

        files.Rename(draft, PathOf(ArchiveNames.Manifest(part)));
        files.SyncDirectory(directory);
    }

    private string PathOf(string name) => Path.Combine(directory, name);

    private static string[] ReadLines(IFileSystem files, string directory, string name)
    {
        string text = Encoding.UTF8.GetString(ArchiveFile.ReadAll(files, Path.Combine(directory, name)));
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string CrcText(string json) => Crc32C.Of(Encoding.UTF8.GetBytes(json)).ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>The line of an entry, without line end.</summary>
    public static string Line(ManifestEntry entry)
    {
        string json = JsonSerializer.Serialize(entry, Json);
        return $"{CrcText(json)} {json}";
    }

    /// <summary>Reads a line back; null when it does not fit its checksum or is of an unknown version.</summary>
    public static ManifestEntry? Parse(string line)
    {
        if (line.Length <= CrcCharacters || line[CrcCharacters] != ' ') return null;
        string json = line[(CrcCharacters + 1)..];
        // Compared as text, so that no other spelling of the number passes.
        bool fits = line.AsSpan(0, CrcCharacters).SequenceEqual(CrcText(json));
        try
        {
            return fits ? JsonSerializer.Deserialize<ManifestEntry>(json, Json) : null;
        }
        catch (JsonException)
        {
            // Of a version that this one cannot read; for the caller the same as damage.
            return null;
        }
    }

    private static void CheckOrder(string name, ManifestEntry entry, Dictionary<int, long> next, List<string> problems)
    {
        long expected = next.GetValueOrDefault(entry.Partition);
        if (entry.First > expected) problems.Add($"{name}: offsets {expected} to {entry.First - 1} of partition {entry.Partition} are in no batch");
        if (entry.First < expected) problems.Add($"{name}: the batch at offset {entry.First} of partition {entry.Partition} overlaps the one before it, which ends at {expected}");
        if (entry.Next <= entry.First) problems.Add($"{name}: the batch at offset {entry.First} of partition {entry.Partition} is empty");
        next[entry.Partition] = Math.Max(expected, entry.Next);
    }
}
