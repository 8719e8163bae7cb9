using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Streams;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Workers;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Log;

/// <summary>
/// A partition of the local log, open: its segments, what no bucket has saved yet, its archive. Made by <see cref="PartitionOpening"/>, which holds the
/// lock of its folder. Safe for concurrent use: the log's committer enters it beside its callers.
/// </summary>
internal sealed partial class LogPartition : IAsyncDisposable
{
    private const int MostStreamBytes = 32 * 1024 * 1024;

    private readonly PartitionParts _parts;
    private readonly SegmentedLog _log;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ArchiveLoop _archiving;
    private readonly RunFiles _files;
    private readonly Lock _lock = new(), _positionLock = new();
    private readonly UnsavedIndex _index;
    private readonly TransientRecords _transients;
    private readonly FrameSplitter _splitter = new();
    private readonly KnownSenders _senders = new();
    private readonly long _openedAt;
    private readonly List<(long Offset, ReadOnlyMemory<byte> Frame)> _malformed = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _end, _deliveredTo, _acceptedBytes, _positionSaved = -1;
    private bool _closing, _released;

    /// <summary>Takes over what was opened and starts to work.</summary>
    internal LogPartition(PartitionParts parts, UnsavedIndex index, LocalLogOptions options, TimeProvider time, ILogger logger)
    {
        _parts = parts;
        _log = parts.Log;
        _index = index;
        _time = time;
        _logger = logger;
        _end = _openedAt = _log.NextOffset(parts.Partition);
        _deliveredTo = index.FirstUnsaved(_end);
        _transients = new TransientRecords(parts.Epoch);
        _files = new RunFiles(_log, parts.Partition, logger);
        var source = new ArchiveSource(_log, parts.Partition, () => SavedTo, () => Volatile.Read(ref _acceptedBytes), options.ArchiveBytes, options.ArchiveSeconds) { Turns = options.ArchiveTurns };
        _archiving = new ArchiveLoop(source, parts.Archive, time, logger);
        _log.Start();
        _archiving.Start();
    }

    /// <summary>The offset before which all hits are in saved buckets.</summary>
    internal long SavedTo
    {
        get
        {
            lock (_lock) return _index.FirstUnsaved(_end);
        }
    }

    private long NowMs => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Appends the records of a block; see <see cref="ILogPartitionGrain.AppendAsync"/>. One call at a time enters, many wait.</summary>
    /// <exception cref="InvalidDataException">The block is malformed.</exception>
    internal async ValueTask<AppendAnswer> AppendAsync(byte[] block)
    {
        List<LogRecord> records = LogBlock.Read(block, out BlockOrigin origin);
        if (origin.Sender == 0) return await StoreAsync(records, []);
        return await _senders.AnswerAsync(origin, async () => await StoreAsync(records, await FindStoredAsync(records, origin)));
    }

    private async ValueTask<AppendAnswer> StoreAsync(List<LogRecord> records, List<long> found)
    {
        AppendBlock append = Prepare(records, found);
        if (append.Frames.Count == 0)
        {
            append.Complete();
            Wake();
        }
        else if (Refusal(append) is { } status)
        {
            return AppendAnswer.Refused(status);
        }

        AppendAnswer answer = await append.Answer;
        KeepMalformed();
        return answer;
    }

    /// <summary>Reads what follows an offset; see <see cref="ILogPartitionGrain.ReadAsync"/>.</summary>
    /// <exception cref="IOException">What memory does not hold cannot be read from the files.</exception>
    internal async ValueTask<LogReading> ReadAsync(long from, long deliveredTo, int maxBytes, int waitMs)
    {
        long started = _time.GetTimestamp();
        while (true)
        {
            LogReading? reading = await TryReadAsync(from, deliveredTo, maxBytes, out Task news);
            TimeSpan left = TimeSpan.FromMilliseconds(waitMs) - _time.GetElapsedTime(started);
            if (reading!.Streams.Length > 0 || reading.Next > from || left <= TimeSpan.Zero || Volatile.Read(ref _closing)) return reading;
            await news.WaitAsync(left, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Reads the unsaved hits of a stream; see <see cref="ILogPartitionGrain.ReadStreamAsync"/>.</summary>
    /// <exception cref="IOException">What memory does not hold cannot be read from the files.</exception>
    internal async ValueTask<LogReading> ReadStreamAsync(string streamKey, long after)
    {
        RunSelection? selection = null;
        long next, now;
        bool more;
        lock (_lock)
        {
            now = NowMs;
            next = _end;
            if (BucketNames.TryParse(streamKey, out BucketKey key)) selection = _index.SelectStream(key, after, MostStreamBytes, ref next);
            more = next < _end;
        }

        var parts = new List<StreamPart>(1);
        if (selection is not null) await AddPartsAsync([selection], after, parts);
        return new LogReading(_parts.Epoch, next, now, [.. parts], more);
    }

    /// <summary>Hears up to where streams are saved.</summary>
    internal void Save(ReadOnlySpan<SavedMark> marks)
    {
        lock (_lock)
        {
            foreach (SavedMark mark in marks)
            {
                if (BucketNames.TryParse(mark.StreamKey, out BucketKey key)) _index.Save(key, mark.Through);
            }
        }
    }

    /// <summary>What the partition is doing.</summary>
    internal PartitionStatus Status()
    {
        lock (_lock)
        {
            long freshTo = _index.OldestFrom(_deliveredTo)?.AtMs ?? NowMs;
            return new PartitionStatus(
                _parts.Epoch, _end, _deliveredTo, freshTo, _index.FirstUnsaved(_end), _archiving.ArchivedTo, _index.Streams, _index.Bytes, _log.Fault?.Message);
        }
    }

    /// <summary>Streams unsaved for longer than a time, with the offset of their last hit.</summary>
    internal List<(string Name, long Last)> Overdue(TimeSpan age, int most)
    {
        lock (_lock) return _index.Overdue(NowMs - (long)age.TotalMilliseconds, most);
    }

    /// <summary>Archives everything there is and trims.</summary>
    internal ValueTask ArchiveAsync(CancellationToken ct) => _archiving.RunOnceAsync(ct);

    /// <summary>Stores from where the next owner has to read. Does nothing when the folder may be another's already.</summary>
    internal void SavePosition()
    {
        lock (_positionLock)
        {
            if (!_released) WritePosition();
        }
    }

    /// <summary>Refuses what comes from now on, finishes what is queued, and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closing, true)) return;
        Wake();
        await _archiving.DisposeAsync();
        // Waits for threads, which nobody's turn should.
        await Task.Run(() => _log.DisposeAsync().AsTask());
        KeepMalformed();
        SavePosition();
        lock (_positionLock) _released = true;
        _parts.Archive.Dispose();
        _parts.FolderLock.Dispose();
        LogClosed(_parts.Partition, _parts.Epoch, _end);
    }

    /// <summary>A frame was stored; called by the committer, in log order.</summary>
    internal void OnStored(long offset, int hits, HitRun[] runs)
    {
        long now = NowMs;
        lock (_lock)
        {
            _end = offset + hits;
            foreach (HitRun run in runs)
            {
                run.FrameOffset = offset;
                run.AtMs = now;
                _index.Add(run);
            }
        }
    }

    /// <summary>A frame was stored that cannot be read whole; called by the committer, which has no time for files.</summary>
    internal void OnMalformed(long offset, ReadOnlyMemory<byte> frame)
    {
        lock (_malformed) _malformed.Add((offset, frame));
    }

    /// <summary>Tells readers that there may be something.</summary>
    internal void Wake()
    {
        TaskCompletionSource news;
        lock (_lock)
        {
            news = _news;
            _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        news.TrySetResult();
    }

    private void WritePosition()
    {
        long saved, end;
        lock (_lock) (saved, end) = (_index.FirstUnsaved(_end), _end);
        if (saved == _positionSaved) return;
        try
        {
            _parts.KnownEnd.Write(end);
            _parts.Position.Write(saved);
            _positionSaved = saved;
        }
        catch (IOException e)
        {
            // The older position only makes the next owner read more.
            LogPositionNotSaved(_parts.Partition, e.Message);
        }
    }

    /// <summary>The offsets of the first frames of a block that a former owner stored; none for a block that is sent for the first time.</summary>
    private async ValueTask<List<long>> FindStoredAsync(List<LogRecord> records, BlockOrigin origin)
    {
        if (origin.SentFrom < 0 || origin.SentFrom >= _openedAt) return [];
        List<ReadOnlyMemory<byte>> frames = [.. records.Where(IsStored).Select(record => record.Payload)];
        return frames.Count == 0 ? [] : await Task.Run(() => BlockFinder.Find(_log, frames, origin.SentFrom, _openedAt));
    }

    private static bool IsStored(LogRecord record) => record.Namespace is StreamNames.Hits or StreamNames.Dropped;

    private AppendBlock Prepare(List<LogRecord> records, List<long> found)
    {
        var append = new AppendBlock(this, records.Count);
        int frames = 0;
        lock (_splitter)
        {
            for (int i = 0; i < records.Count; i++)
            {
                LogRecord record = records[i];
                if (!IsStored(record))
                {
                    lock (_lock) _transients.Add(record);
                }
                else if (frames < found.Count)
                {
                    append.Found(i, found[frames++]);
                }
                else
                {
                    if (record.Payload.IsEmpty) throw new InvalidDataException("cannot store a frame of no bytes: it is a defect of the sender");
                    append.Add(i, record.Payload, _splitter, _splitter.Split(record.Payload.Span));
                }
            }
        }

        return append;
    }

    private AppendStatus? Refusal(AppendBlock append)
    {
        lock (_lock)
        {
            if (_index.IsFlooded) return AppendStatus.Full;
        }

        Interlocked.Add(ref _acceptedBytes, append.Bytes);
        return _log.TryAppendAll(append.Frames, append.Bytes) switch
        {
            AppendAdmission.Added => null,
            AppendAdmission.Full => AppendStatus.Full,
            _ => AppendStatus.Moving,
        };
    }

    private ValueTask<LogReading> TryReadAsync(long from, long deliveredTo, int maxBytes, out Task news)
    {
        List<RunSelection> selections;
        var parts = new List<StreamPart>();
        long next, asOf;
        lock (_lock)
        {
            news = _news.Task;
            asOf = NowMs;
            next = _end;
            _deliveredTo = Math.Max(_deliveredTo, Math.Min(deliveredTo, _end));
            selections = _index.Select(from, maxBytes, ref next, out long? rest);
            asOf = rest ?? asOf;
            if (_transients.Any) _transients.TakeAll(parts);
        }

        return FinishAsync();

        async ValueTask<LogReading> FinishAsync()
        {
            if (selections.Count > 0) await AddPartsAsync(selections, -1, parts);
            return new LogReading(_parts.Epoch, next, asOf, [.. parts]);
        }
    }

    private async ValueTask AddPartsAsync(List<RunSelection> selections, long after, List<StreamPart> to)
    {
        Dictionary<HitRun, byte[]>? read = RunFiles.NeedsReading(selections) ? await Task.Run(() => _files.Read(selections)) : null;
        var bundle = new HitBundleBuilder();
        foreach (RunSelection selection in selections)
        {
            long first = -1, last = -1;
            foreach ((HitRun run, byte[]? bytes) in selection.Runs)
            {
                if ((bytes ?? read?.GetValueOrDefault(run)) is not { } hits)
                {
                    Forget(run);
                    continue;
                }

                HitRun.CopyTo(bundle, hits, run.FrameOffset, after);
                first = first < 0 ? Math.Max(run.First, after + 1) : first;
                last = run.Last;
            }

            if (first >= 0) to.Add(new StreamPart(StreamNames.Hits, selection.Name, first, last, bundle.Finish(selection.Before)));
        }
    }

    private void Forget(HitRun run)
    {
        lock (_lock)
        {
            if (run.IsDone) return;
            _index.Drop(run);
        }

        LogRunLost(_parts.Partition, run.First, run.Last);
    }

    private void KeepMalformed()
    {
        (long Offset, ReadOnlyMemory<byte> Frame)[] frames;
        lock (_malformed)
        {
            if (_malformed.Count == 0) return;
            frames = [.. _malformed];
            _malformed.Clear();
        }

        foreach ((long offset, ReadOnlyMemory<byte> frame) in frames) _parts.DeadLetters.Keep(offset, frame.Span);
    }

    [LoggerMessage(EventId = 111, Level = LogLevel.Information, Message = "partition {Partition}: closed by epoch {Epoch} at offset {Offset}")]
    private partial void LogClosed(int partition, long epoch, long offset);

    [LoggerMessage(EventId = 112, Level = LogLevel.Warning, Message = "partition {Partition}: cannot save the position of recovery: {Message}; it is tried again by itself")]
    private partial void LogPositionNotSaved(int partition, string message);

    [LoggerMessage(EventId = 113, Level = LogLevel.Critical, Message = "partition {Partition}: the hits at offsets {First} to {Last} are lost to their bucket, since the log was damaged there; restore them from a backup")]
    private partial void LogRunLost(int partition, long first, long last);
}
