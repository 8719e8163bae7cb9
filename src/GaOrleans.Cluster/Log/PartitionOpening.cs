using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Log;

/// <summary>Takes the folder of a partition and opens what is in it.</summary>
internal sealed partial class PartitionOpening(int partition, IFileSystem files, LocalLogOptions options, long tailBytes, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(15), LockPause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = options.FolderOf(partition);

    /// <summary>Waits for the lock of the folder, as the former owner may be just dying, and opens the partition.</summary>
    /// <exception cref="IOException">Somebody else keeps the folder, or it cannot be read or written.</exception>
    internal async Task<LogPartition> OpenAsync(CancellationToken ct)
    {
        IDisposable folderLock = await LockAsync(ct);
        try
        {
            // Reads files for as long as it takes, which nobody's turn should.
            return await Task.Run(() => Open(folderLock), ct);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    private async Task<IDisposable> LockAsync(CancellationToken ct)
    {
        files.CreateDirectory(_folder);
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return files.Lock(Path.Combine(_folder, "lock"));
            }
            catch (IOException) when (time.GetElapsedTime(started) < LockPatience)
            {
                await Task.Delay(LockPause, time, ct);
            }
        }
    }

    private LogPartition Open(IDisposable folderLock)
    {
        long started = time.GetTimestamp();
        long epoch = TakeEpoch();
        var position = new NumberFile(files, _folder, "position");
        var knownEnd = new NumberFile(files, _folder, "end");
        long saved = position.Read() ?? 0;
        var archive = new FileArchive(files, Path.Combine(_folder, "archive"));
        long archived = ArchivedTo(archive);
        // Offsets that buckets or the archive have seen are never given again, even where the end of the log is gone.
        long expected = Math.Max(Math.Max(saved, archived), knownEnd.Read() ?? 0);
        SegmentedLog log = SegmentedLog.Open(files, Path.Combine(_folder, "log"), options.Log, time, logger, expected, partition: partition, flushTimes: options.FlushTimes);
        var parts = new PartitionParts
        {
            Partition = partition,
            Epoch = epoch,
            FolderLock = folderLock,
            Log = log,
            Archive = archive,
            Position = position,
            KnownEnd = knownEnd,
            DeadLetters = new DeadLetters(files, Path.Combine(_folder, "dead-letters"), partition, logger),
        };
        if (log.FirstOffset > saved) LogMissing(partition, saved, log.FirstOffset);
        if (log.FirstOffset > Math.Min(saved, archived)) log.KeepLeftovers();
        UnsavedIndex index = ReadUnsaved(parts, saved);
        LogOpened(partition, epoch, saved, log.NextOffset(partition), index.Streams, time.GetElapsedTime(started).TotalSeconds);
        return new LogPartition(parts, index, options, time, logger);
    }

    private long TakeEpoch()
    {
        var file = new NumberFile(files, _folder, "epoch");
        // Where the file is gone or damaged, the clock gives a number above all that were counted up.
        long last = file.Read() ?? (files.Exists(Path.Combine(_folder, "epoch")) ? time.GetUtcNow().ToUnixTimeSeconds() : 0);
        file.Write(last + 1);
        return last + 1;
    }

    private UnsavedIndex ReadUnsaved(PartitionParts parts, long saved)
    {
        var index = new UnsavedIndex(tailBytes);
        var splitter = new FrameSplitter();
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
        using LogCursor cursor = parts.Log.Read(saved);
        while (cursor.TryNext(out LoggedFrame frame))
        {
            if (frame.Frame.IsEmpty) continue;
            foreach (HitRun run in splitter.Split(frame.Frame.Span))
            {
                run.FrameOffset = frame.First.Offset;
                // When it was stored is not known any more; it was not before it was received.
                run.AtMs = Math.Min(now, run.AtMs);
                if (run.Last >= saved) index.Add(run);
            }

            if (splitter.Malformed) parts.DeadLetters.Keep(frame.First.Offset, frame.Frame.Span);
        }

        return index;
    }

    /// <summary>Where the archive ends, or 0 when it cannot tell: then archiving says what is wrong, and hits are taken all the same.</summary>
    private long ArchivedTo(FileArchive archive)
    {
        try
        {
            return archive.ArchivedToAsync(partition, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            LogArchiveUnknown(partition, e.Message);
            return 0;
        }
    }

    [LoggerMessage(EventId = 131, Level = LogLevel.Information, Message = "partition {Partition}: opened by epoch {Epoch}, unsaved from offset {Saved} to {End} in {Streams} streams, {Seconds:0.00} s")]
    private partial void LogOpened(int partition, long epoch, long saved, long end, int streams, double seconds);

    [LoggerMessage(EventId = 132, Level = LogLevel.Critical, Message = "partition {Partition}: the log starts at offset {First}, but hits are in saved buckets only up to {Saved}: what lies between is missing; restore the log or replay it from the archive")]
    private partial void LogMissing(int partition, long saved, long first);

    [LoggerMessage(EventId = 133, Level = LogLevel.Warning, Message = "partition {Partition}: {Message}; hits are taken all the same")]
    private partial void LogArchiveUnknown(int partition, string message);
}
