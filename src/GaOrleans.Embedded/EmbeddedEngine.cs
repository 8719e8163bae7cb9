using GaOrleans.Core.Hits;
using GaOrleans.Core.Sites;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Embedded.Workers;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Log;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded;

/// <summary>
/// The single-node edition, put together: log, workers, checkpoints, reading and archiving, in one process. <see cref="Open"/> takes the data folder,
/// <see cref="Recover"/> reads the log, <see cref="Start"/> begins to take hits, <see cref="DisposeAsync"/> drains: it refuses new hits, applies and saves all others, and closes.
/// </summary>
public sealed partial class EmbeddedEngine : IAsyncDisposable
{
    private readonly EmbeddedOptions _options;
    private readonly ILogger _logger;
    private readonly IDisposable _folderLock;
    private readonly SegmentedLog _log;
    private readonly ILocalBucketStore _store;
    private readonly BucketWorker[] _workers;
    private readonly WorkerThread[] _threads;
    private readonly HitSink _sink;
    private readonly BucketReader _reader;
    private readonly BucketIndex _buckets;
    private readonly Checkpointer _checkpointer;
    private readonly CheckpointLoop _checkpoints;
    private readonly ArchiveLoop _archiving;
    private readonly SiteData _sites;
    private readonly TimeProvider _time;
    private volatile Exception? _failure;
    private bool _started, _disposed;

    private EmbeddedEngine(EmbeddedOptions options, IDisposable folderLock, SegmentedLog log, ILocalBucketStore store, IArchive? archive, TimeProvider time, ILogger logger)
    {
        _options = options;
        _folderLock = folderLock;
        _log = log;
        _store = store;
        _time = time;
        _logger = logger;
        Archive = archive;
        _buckets = new BucketIndex(store);
        int count = options.Workers.Workers;
        _workers = new BucketWorker[count];
        _threads = new WorkerThread[count];
        for (int i = 0; i < count; i++)
        {
            _workers[i] = new BucketWorker(i, count, _buckets, options.Workers, options.Limits, time, logger);
            _threads[i] = new WorkerThread(_workers[i], i, options.Workers, logger, OnFailure);
        }

        _sink = new HitSink(log, _workers, options.Workers) { IsStalled = AnyStalled };
        _reader = new BucketReader(_buckets, options.Workers, options.Limits, time);
        _checkpointer = new Checkpointer(log, _sink, _workers, store, time, logger);
        _checkpoints = new CheckpointLoop(_checkpointer, _sink, options.Workers, time, TouchLeftovers);
        _archiving = new ArchiveLoop(new ArchiveSource(log, 0, () => _checkpointer.SavedTo, () => _sink.AcceptedBytes, options.ArchiveBytes, options.ArchiveSeconds), archive, time, logger);
        _sites = new SiteData(_buckets, _workers, _checkpoints, _reader);
    }

    /// <summary>Where the collector hands in hits.</summary>
    public IHitSink Sink => _sink;

    /// <summary>Where reports read.</summary>
    public IBucketReader Reader => _reader;

    /// <summary>Deletes the hits of sites; to be called between start and shutdown.</summary>
    public ISiteData Sites => _sites;

    /// <summary>The log.</summary>
    public IHitLog Log => _log;

    /// <summary>The archive, if there is one.</summary>
    public IArchive? Archive { get; }

    /// <summary>What the engine is doing, for health checks and metrics.</summary>
    public EngineStatus Status => new()
    {
        IsReady = _sink.IsOpen && _log.Fault is null && _failure is null,
        Problem = _failure?.Message ?? _log.Fault?.Message ?? (_checkpointer.IsFailing ? "checkpoints fail" : null),
        NextOffset = _log.NextOffset(0),
        SavedTo = _checkpointer.SavedTo,
        CheckpointAge = _time.GetElapsedTime(_checkpointer.SavedAt),
        FlushTimes = _log.FlushTimes,
        FramesInFlight = _sink.FramesInFlight,
        AcceptedBytes = _sink.AcceptedBytes,
        UnsavedBytes = _sink.UnsavedBytes,
        LiveBuckets = _workers.Sum(worker => worker.LiveCount),
        LiveBytes = _workers.Sum(worker => worker.LiveBytes),
        CachedViewBytes = _reader.CachedBytes,
        DamagedBuckets = _buckets.Damaged.Count,
        DamagedLogParts = _log.Damage.Count,
    };

    /// <summary>Takes the data folder and opens what is in it.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="files">The file system.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told of faults and their end.</param>
    /// <param name="openArchive">Opens the archive in a folder; null for none: the log is then trimmed by checkpoints alone.</param>
    /// <exception cref="IOException">Another process has the folder, or it cannot be read or written.</exception>
    public static EmbeddedEngine Open(EmbeddedOptions options, IFileSystem files, TimeProvider time, ILogger logger, Func<IFileSystem, string, IArchive>? openArchive = null)
    {
        options.Validate();
        files.CreateDirectory(options.DataFolder);
        IDisposable folderLock = files.Lock(Path.Combine(options.DataFolder, "lock"));
        try
        {
            SqliteBucketStore store = SqliteBucketStore.Open(Path.Combine(options.DataFolder, "buckets.db"), options.Store);
            IArchive? archive = openArchive?.Invoke(files, Path.Combine(options.DataFolder, "archive"));
            // Offsets that buckets or the archive have seen are never given again, even where the end of the log is gone.
            long known = Math.Max(store.HighestWatermark(0) + 1, PositionOf(store));
            if (archive is not null) known = Math.Max(known, ArchivedTo(archive));
            SegmentedLog log = SegmentedLog.Open(files, Path.Combine(options.DataFolder, "log"), options.Log, time, logger, known);
            return new EmbeddedEngine(options, folderLock, log, store, archive, time, logger);
        }
        catch
        {
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Applies what the log holds beyond the last checkpoint; hits are refused meanwhile and after it.</summary>
    /// <exception cref="InvalidOperationException">It cannot be applied.</exception>
    public void Recover()
    {
        _started = true;
        long started = _time.GetTimestamp(), from = PositionOf(_store);
        _buckets.AddDeleted(_store.DeletedSites());
        foreach (BucketKey key in _store.Quarantined()) _buckets.AddDamaged(key, "it was damaged and is in quarantine");
        foreach (WorkerThread thread in _threads) thread.Start();
        var replay = new LogReplay(_workers);
        using (LogCursor cursor = _log.Read(from)) replay.Run(cursor);
        if (_failure is { } failure) throw new InvalidOperationException($"cannot start: {failure.Message}", failure);
        if (_log.FirstOffset > from) LogMissing(from, _log.FirstOffset);
        if (_log.FirstOffset > Math.Min(from, Archive is null ? from : ArchivedTo(Archive))) _log.KeepLeftovers();
        _sink.NoteRecovered(replay.Bytes);
        LogRecovered(replay.Hits, from, _time.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>Takes hits, after <see cref="Recover"/>, which it does first when it was not called. Returns when hits are taken.</summary>
    public void Start()
    {
        if (!_started) Recover();
        _log.Start();
        _checkpoints.Start();
        _archiving.Start();
        _sink.IsOpen = true;
    }

    /// <summary>
    /// Tells of every hit of the last time that is counted, in any order; for what has to be known of them after a restart. To be called between
    /// <see cref="Recover"/> and <see cref="Start"/>, so that none comes in meanwhile.
    /// </summary>
    /// <param name="span">How far back from now, by the hits' own time.</param>
    /// <param name="learn">Gets each hit's visitor and its time in milliseconds since 1970; called on this thread.</param>
    /// <exception cref="IOException">The bucket store cannot be read.</exception>
    public void ReadRecent(TimeSpan span, Action<ulong, long> learn)
    {
        long sinceMs = _time.GetUtcNow().Subtract(span).ToUnixTimeMilliseconds();
        new RecentHits(_buckets, _options.Limits).Read(sinceMs, learn);
    }

    /// <summary>Saves a checkpoint now, for tests and before backups.</summary>
    /// <returns>Whether it was saved.</returns>
    public bool Checkpoint() => _checkpoints.RunNow();

    /// <summary>Archives all hits now and trims the log, for tests and before backups.</summary>
    public ValueTask ArchiveAsync(CancellationToken ct) => _archiving.RunOnceAsync(ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        _sink.IsOpen = false;
        await _archiving.DisposeAsync();
        await _log.DisposeAsync();
        if (_started) _checkpoints.Stop();
        foreach (WorkerThread thread in _threads) thread.Stop();
        await _store.DisposeAsync();
        _folderLock.Dispose();
        LogClosed(_log.NextOffset(0));
    }

    /// <summary>Where the archive ends, or 0 when it cannot tell: then archiving says what is wrong, and hits are taken all the same.</summary>
    private static long ArchivedTo(IArchive archive)
    {
        try
        {
            return archive.ArchivedToAsync(0, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long PositionOf(ILocalBucketStore store)
    {
        foreach (LogPosition position in store.RecoveryPositions())
        {
            if (position.Partition == 0) return position.Offset;
        }

        return 0;
    }

    /// <summary>Has workers take up buckets whose hour ended while they were not in memory, so that checkpoints seal them.</summary>
    private void TouchLeftovers()
    {
        long over = _time.GetUtcNow().ToUnixTimeSeconds() - 3600 - _options.Workers.SealGraceSeconds;
        try
        {
            foreach (BucketKey key in _store.Unsealed(over)) _workers[BucketWorker.OwnerOf(key.Site, key.Shard, _workers.Length)].Queue.Add(new TouchWork(key));
        }
        catch (IOException)
        {
            // Nothing is lost: they stay as they are until the next look. The checkpoint that follows says what is wrong with the store.
            return;
        }
    }

    private bool AnyStalled(ulong workers)
    {
        for (int i = 0; i < _threads.Length; i++)
        {
            if ((workers >> i & 1) != 0 && _threads[i].IsStalled) return true;
        }

        return false;
    }

    private void OnFailure(Exception e)
    {
        _failure = e;
        _sink.IsOpen = false;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "recovered: {Hits} hits of the log from offset {From} applied in {Seconds:0.00} s")]
    private partial void LogRecovered(long hits, long from, double seconds);

    [LoggerMessage(EventId = 2, Level = LogLevel.Critical, Message = "the log starts at offset {First}, but buckets have hits only up to {From}: what lies between is missing; restore the log or replay it from the archive")]
    private partial void LogMissing(long from, long first);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "closed at offset {Offset}")]
    private partial void LogClosed(long offset);
}
