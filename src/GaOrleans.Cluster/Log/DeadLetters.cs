using System.Globalization;
using GaOrleans.Embedded.Files;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// Keeps frames that were stored and cannot be read whole, each in a file named by the offset of its first hit, for repair. They are a defect of
/// whoever wrote them: the log and the archive have them too.
/// </summary>
internal sealed partial class DeadLetters(IFileSystem files, string folder, int partition, ILogger logger)
{
    private const string Draft = "draft.new";

    /// <summary>Keeps a frame; says so in the log either way.</summary>
    internal void Keep(long offset, ReadOnlySpan<byte> frame)
    {
        string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{offset:D19}.frame"));
        try
        {
            if (files.Exists(path)) return;
            Write(path, frame);
            LogKept(partition, offset, path);
        }
        catch (IOException e)
        {
            LogNotKept(partition, offset, e.Message);
        }
    }

    private void Write(string path, ReadOnlySpan<byte> frame)
    {
        files.CreateDirectory(folder);
        string draft = Path.Combine(folder, Draft);
        using (IFile file = files.Open(draft, OpenMode.CreateOrReplace))
        {
            file.Write(0, frame);
            file.SyncData();
        }

        files.Rename(draft, path);
        files.SyncDirectory(folder);
    }

    [LoggerMessage(EventId = 101, Level = LogLevel.Error, Message = "partition {Partition}: the frame at offset {Offset} cannot be read whole; hits that could not be read are delivered to nobody; it is kept in {Path}, repair it and send it again")]
    private partial void LogKept(int partition, long offset, string path);

    [LoggerMessage(EventId = 102, Level = LogLevel.Error, Message = "partition {Partition}: the frame at offset {Offset} cannot be read whole, and it could not be kept aside: {Message}; the archive has it")]
    private partial void LogNotKept(int partition, long offset, string message);
}
