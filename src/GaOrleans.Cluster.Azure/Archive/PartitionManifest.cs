using System.Globalization;
using System.Text;
using GaOrleans.Core.Encoding;
using GaOrleans.Embedded.Archive;

namespace GaOrleans.Cluster.Azure.Archive;

/// <summary>
/// What is archived of a partition, as its pointer has it. Immutable: adding makes another.
/// <code>
/// version 1
///   every line   CRC-32C of the rest of the line in hexadecimal, a space, the rest
///   first line   "gaorleans-archive 1 PARTS": number of full parts before this one, each a blob of <see cref="EntriesPerPart"/> lines like these
///   other lines  folder, source, and the line that the manifest in files has, parted by spaces
/// </code>
/// </summary>
internal sealed class PartitionManifest
{
    public const int EntriesPerPart = 1000;

    private const string Header = "gaorleans-archive 1 ";
    private const int CrcCharacters = 8;

    private readonly List<ArchivedBatch> _batches;

    private PartitionManifest(int parts, List<ArchivedBatch> batches, string? etag)
    {
        Parts = parts;
        _batches = batches;
        ETag = etag;
    }

    /// <summary>Full parts before this one.</summary>
    public int Parts { get; }

    /// <summary>What this part lists, in order.</summary>
    public IReadOnlyList<ArchivedBatch> Batches => _batches;

    /// <summary>The pointer's ETag; null when there is none yet.</summary>
    public string? ETag { get; }

    /// <summary>The offset before which everything is archived.</summary>
    public long Next => _batches.Count == 0 ? 0 : _batches[^1].Entry.Next;

    /// <summary>Where the source stood behind what is archived; 0 before the first batch.</summary>
    public long Source => _batches.Count == 0 ? 0 : _batches[^1].Source;

    /// <summary>Whether the next batch begins a new part.</summary>
    public bool Full => _batches.Count >= EntriesPerPart;

    /// <summary>Of a partition that nothing was archived of.</summary>
    public static PartitionManifest Empty { get; } = new(0, [], null);

    /// <summary>Reads a pointer or a part.</summary>
    /// <returns>Null when it is damaged or of an unknown version.</returns>
    public static PartitionManifest? Read(ReadOnlySpan<byte> bytes, string? etag)
    {
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n');
        // The last one is empty: each line ends, so that a torn one is seen.
        if (lines.Length < 2 || lines[^1].Length > 0 || Checked(lines[0]) is not { } header || !header.StartsWith(Header, StringComparison.Ordinal)) return null;
        if (!int.TryParse(header.AsSpan(Header.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int parts)) return null;
        var batches = new List<ArchivedBatch>(lines.Length);
        foreach (string line in lines.AsSpan(1..^1))
        {
            if (ReadLine(line) is not { } batch) return null;
            batches.Add(batch);
        }

        return new PartitionManifest(parts, batches, etag);
    }

    /// <summary>With one more batch; of a full part the first of the next.</summary>
    public PartitionManifest With(ArchivedBatch batch) => Full ? new(Parts + 1, [batch], ETag) : new(Parts, [.. _batches, batch], ETag);

    /// <summary>Its bytes.</summary>
    public byte[] Write()
    {
        var text = new StringBuilder();
        AppendLine(text, string.Create(CultureInfo.InvariantCulture, $"{Header}{Parts}"));
        foreach (ArchivedBatch batch in _batches)
        {
            AppendLine(text, string.Create(CultureInfo.InvariantCulture, $"{batch.Folder} {batch.Source} {Manifest.Line(batch.Entry)}"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ArchivedBatch? ReadLine(string line)
    {
        if (Checked(line)?.Split(' ', 3) is not [string folder, string number, string entryLine]) return null;
        if (!long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long source)) return null;
        return Manifest.Parse(entryLine) is { } entry ? new ArchivedBatch(folder, source, entry) : null;
    }

    private static void AppendLine(StringBuilder to, string rest) => to.Append(CrcText(rest)).Append(' ').Append(rest).Append('\n');

    // What stands behind the checksum, or null when it does not fit. Compared as text, so that no other spelling of the number passes.
    private static string? Checked(string line)
    {
        if (line.Length <= CrcCharacters || line[CrcCharacters] != ' ') return null;
        string rest = line[(CrcCharacters + 1)..];
        return line.AsSpan(0, CrcCharacters).SequenceEqual(CrcText(rest)) ? rest : null;
    }

    private static string CrcText(string text) => Crc32C.Of(Encoding.UTF8.GetBytes(text)).ToString("x8", CultureInfo.InvariantCulture);
}
