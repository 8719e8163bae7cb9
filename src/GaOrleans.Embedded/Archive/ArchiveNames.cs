using System.Globalization;

namespace GaOrleans.Embedded.Archive;

/// <summary>
/// Names of the archive's files, all in one folder: <c>0-0000000000000012345-2026112023.ndjson.gz</c> holds the hits received in one hour (UTC) of
/// the batch of partition 0 that starts at offset 12345, <c>0-0000000000000012345.index</c> tells where each site's hits are in the batch's files,
/// and <c>manifest-00000001</c> is a part of the manifest. Files of a batch never change once the manifest has it.
/// </summary>
internal static class ArchiveNames
{
    public const string Scratch = "batch.scratch";
    public const string ManifestDraft = "manifest.new";

    private const string ManifestPrefix = "manifest-", IndexEnd = ".index", HitsEnd = ".ndjson.gz";
    private const long LastMs = 253_402_300_799_999;

    public static string Hits(int partition, long first, long hour) =>
        $"{partition}-{first:D19}-{DateTimeOffset.FromUnixTimeSeconds(hour).ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}{HitsEnd}";

    public static string Index(int partition, long first) => $"{partition}-{first:D19}{IndexEnd}";

    public static string Manifest(int part) => $"{ManifestPrefix}{part:D8}";

    public static bool IsManifest(string name, out int part)
    {
        part = 0;
        return name.StartsWith(ManifestPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(ManifestPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out part);
    }

    /// <summary>Whether the file belongs to a batch, and to which.</summary>
    public static bool IsOfBatch(string name, out int partition, out long first)
    {
        (partition, first) = (0, 0);
        if (!name.EndsWith(IndexEnd, StringComparison.Ordinal) && !name.EndsWith(HitsEnd, StringComparison.Ordinal)) return false;
        string[] parts = name[..name.IndexOf('.', StringComparison.Ordinal)].Split('-');
        return parts.Length is 2 or 3
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out partition)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out first);
    }

    /// <summary>Start of the hour of a time in milliseconds, in seconds since 1970 UTC; times that no calendar has become the nearest that it has.</summary>
    public static long HourOf(long ms)
    {
        long seconds = Math.Clamp(ms, 0, LastMs) / 1000;
        return seconds - (seconds % 3600);
    }
}
