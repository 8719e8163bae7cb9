using System.Globalization;
using GaOrleans.Embedded.Files;

namespace GaOrleans.Embedded.Log;

/// <summary>The names of the log's files.</summary>
/// <param name="files">The file system.</param>
/// <param name="path">The folder.</param>
internal sealed class SegmentFolder(IFileSystem files, string path)
{
    private const string Prefix = "segment-", Suffix = ".log", UnfinishedSuffix = ".tmp";

    internal IFileSystem Files => files;

    internal string Path => path;

    /// <summary>Where damaged parts are kept.</summary>
    internal string Quarantine => System.IO.Path.Combine(path, "quarantine");

    /// <summary>The file of a segment.</summary>
    internal string PathOf(long sequence) => System.IO.Path.Combine(path, $"{Prefix}{sequence:D10}{Suffix}");

    /// <summary>The file of a segment that is being made.</summary>
    internal string UnfinishedPath(string name) => System.IO.Path.Combine(path, name + UnfinishedSuffix);

    /// <summary>The sequences of the segments there are, ascending.</summary>
    internal List<long> Sequences()
    {
        var sequences = new List<long>();
        foreach (string name in files.List(path))
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal)) continue;
            if (long.TryParse(name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)) sequences.Add(sequence);
        }

        sequences.Sort();
        return sequences;
    }

    /// <summary>Deletes files that were being made when the process ended.</summary>
    internal void DeleteUnfinished()
    {
        foreach (string name in files.List(path))
        {
            if (name.EndsWith(UnfinishedSuffix, StringComparison.Ordinal)) files.Delete(System.IO.Path.Combine(path, name));
        }
    }

    /// <summary>Keeps a copy of a damaged part, unless there is one already.</summary>
    internal void KeepDamaged(string segmentPath, long fromBytes, long toBytes)
    {
        string copy = System.IO.Path.Combine(Quarantine, $"{System.IO.Path.GetFileName(segmentPath)}-{fromBytes}-{toBytes}");
        if (files.Exists(copy)) return;
        files.CreateDirectory(Quarantine);
        using (IFile source = files.Open(segmentPath, OpenMode.Read))
        using (IFile target = files.Open(copy + UnfinishedSuffix, OpenMode.CreateOrReplace))
        {
            var buffer = new byte[(int)Math.Min(1024 * 1024, Math.Max(1, toBytes - fromBytes))];
            for (long at = fromBytes; at < toBytes; at += buffer.Length)
            {
                int read = source.Read(at, buffer.AsSpan(0, (int)Math.Min(buffer.Length, toBytes - at)));
                if (read == 0) break;
                target.Write(at - fromBytes, buffer.AsSpan(0, read));
            }

            target.SyncData();
        }

        files.Rename(copy + UnfinishedSuffix, copy);
        files.SyncDirectory(Quarantine);
    }
}
