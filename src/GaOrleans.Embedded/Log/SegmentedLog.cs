using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Engine;
using GaOrleans.Engine.Log;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Embedded.Log;

/// <summary>
/// A log of segment files, one committer thread that writes whatever has gathered and flushes once for all.
/// It is one partition; the cluster edition has several, each with a folder of its own. Without <see cref="Start"/> nothing runs by itself: the simulator calls <see cref="CommitOnce"/> and <see cref="PrepareSegment"/>.
/// </summary>
public sealed partial class SegmentedLog : IHitLog
{
    private const int WakeMs = 50;

    private readonly SegmentFolder _folder;
    private readonly int _partition;
    private readonly LogOptions _options;
    private readonly ILogger _logger;
    private readonly LogWriter _writer;
    private readonly AppendQueue _queue;
    private readonly Lock _damageLock = new();
    private readonly List<LogDamage> _damage = [];
    private readonly AutoResetEvent _prepare = new(initialState: false);
    private readonly CancellationTokenSource _stopped = new();
    private Thread? _committer, _preparer;
    private long _deliveredTo;
    private bool _broken;
    private bool _noSpare;

    private SegmentedLog(SegmentFolder folder, int partition, LogOptions options, ILogger logger, LogWriter writer, RecoveredLog recovered)
    {
        _folder = folder;
        _partition = partition;
        _options = options;
        _logger = logger;
        _writer = writer;
        _queue = new AppendQueue(options.QueuedFrames, options.QueuedBytes);
        _deliveredTo = recovered.NextOffset;
        foreach (LogDamage damage in recovered.Damage) OnDamage(damage);
    }

    /// <summary>Parts of the log that were found damaged since the start.</summary>
    public IReadOnlyList<LogDamage> Damage
    {
        get
        {
            lock (_damageLock) return [.. _damage];
        }
    }

    /// <summary>Why the log stores nothing at the moment; null when it works.</summary>
    public LogUnavailableException? Fault => _writer.Fault;

    /// <summary>How long flushes of the log took.</summary>
    public LatencyHistogram FlushTimes => _writer.FlushTimes;

    /// <summary>The segments and up to where they are safely stored.</summary>
    internal IReadOnlyList<Segment> Segments => _writer.Segments;

    /// <summary>Offset of the oldest hit that is kept.</summary>
    public long FirstOffset => _writer.Segments is [{ } oldest, ..] ? oldest.FirstOffset : _writer.NextOffset;

    /// <summary>The offset before which every frame has been told that it is stored.</summary>
    internal long DeliveredTo => Volatile.Read(ref _deliveredTo);

    /// <summary>Opens the log of a folder, finding its end.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="options">How files are kept.</param>
    /// <param name="time">The clock of retries.</param>
    /// <param name="logger">Is told of faults, once each.</param>
    /// <param name="expectedEnd">An offset that the log is known to have reached.</param>
    /// <param name="newId">Makes random ids of segments; null for the system's generator.</param>
    /// <param name="partition">The partition that its positions name; 0 in the single-node edition.</param>
    /// <param name="flushTimes">Is told how long flushes take; null for one of its own.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public static SegmentedLog Open(IFileSystem files, string folder, LogOptions options, TimeProvider time, ILogger logger, long expectedEnd = 0, Func<ulong>? newId = null, int partition = 0,
        LatencyHistogram? flushTimes = null)
    {
        var segments = new SegmentFolder(files, folder);
        RecoveredLog recovered = new LogRecovery(segments).Run(expectedEnd);
        var writer = new LogWriter(segments, options, time, newId ?? RandomId, recovered) { FlushTimes = flushTimes ?? new LatencyHistogram() };
        return new SegmentedLog(segments, partition, options, logger, writer, recovered);
    }

    /// <summary>Starts the threads.</summary>
    public void Start()
    {
        _committer = new Thread(RunCommitter) { Name = "log-committer", IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _preparer = new Thread(RunPreparer) { Name = "log-preparer", IsBackground = true };
        _committer.Start();
        _preparer.Start();
    }

    /// <inheritdoc/>
    public ValueTask<LogPosition> AppendAsync(ReadOnlyMemory<byte> frame, int hits, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return ValueTask.FromCanceled<LogPosition>(ct);
        if (frame.IsEmpty || frame.Length > _options.FrameBytes) throw new ArgumentException($"a frame has 1 to {_options.FrameBytes} bytes, this one {frame.Length}", nameof(frame));
        if (hits is < 1 or > HitFrame.MaxHits) throw new ArgumentOutOfRangeException(nameof(hits), hits, $"a frame has 1 to {HitFrame.MaxHits} hits");
        var call = new AppendCall(_partition) { Frame = frame, Hits = hits };
        return TryAppend(call) switch
        {
            AppendAdmission.Added => call.Task,
            AppendAdmission.Full => throw new LogUnavailableException("cannot store hits: too many wait to be written already; try again in a second"),
            _ => throw new LogUnavailableException("cannot store hits: the log is shutting down; try again when the service is back"),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LoggedFrame> ReadAsync(LogPosition from, [EnumeratorCancellation] CancellationToken ct)
    {
        using LogCursor cursor = Read(from.Offset);
        while (cursor.TryNext(out LoggedFrame frame))
        {
            ct.ThrowIfCancellationRequested();
            yield return frame;
        }

        await ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public long NextOffset(int partition) => partition == _partition ? _writer.NextOffset : throw new ArgumentOutOfRangeException(nameof(partition), partition, $"this log has one partition, {_partition}");

    /// <inheritdoc/>
    public ValueTask TrimAsync(LogPosition before, CancellationToken ct)
    {
        Trim(before.Offset);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        _committer?.Join();
        await _stopped.CancelAsync();
        _prepare.Set();
        _preparer?.Join();
        while (CommitOnce(0)) { /* What waited when there was no thread. */ }
        _writer.Dispose();
        _stopped.Dispose();
    }

    /// <summary>Hands in a frame; the committer tells it its fate.</summary>
    internal AppendAdmission TryAppend(PendingFrame frame) => _queue.TryAdd(frame);

    /// <summary>Hands in frames that follow each other, all or none; the committer tells each its fate.</summary>
    /// <param name="frames">The frames, at least one.</param>
    /// <param name="bytes">Their size.</param>
    internal AppendAdmission TryAppendAll(IReadOnlyList<PendingFrame> frames, long bytes) => _queue.TryAddAll(frames, bytes);

    /// <summary>Reads stored frames up to the end as it is now.</summary>
    internal LogCursor Read(long from) => new(_folder, _writer.Segments, _partition, from, OnDamage);

    /// <summary>Deletes segments whose hits all lie before an offset.</summary>
    internal void Trim(long before) => _writer.Trim(before);

    /// <summary>Some of the log is missing, so old files that no other leads to are not to be taken for trimmed ones.</summary>
    internal void KeepLeftovers() => _writer.KeepLeftovers();

    /// <summary>One turn of the committer: stores all that waits.</summary>
    /// <param name="waitMs">How long to wait for something; 0 does not wait.</param>
    /// <returns>Whether there may be more to come.</returns>
    internal bool CommitOnce(int waitMs)
    {
        List<PendingFrame> frames = _queue.TakeAll(waitMs, out bool closed);
        if (frames.Count == 0)
        {
            if (_writer.Fault is not null && !closed && _writer.TryHeal()) NoteState();
            return !closed && waitMs > 0;
        }

        _writer.Commit(frames);
        Volatile.Write(ref _deliveredTo, _writer.NextOffset);
        NoteState();
        if (_writer.Factory.WantsSpare) _prepare.Set();
        return true;
    }

    /// <summary>Makes the next segment's file ahead of its use.</summary>
    internal void PrepareSegment()
    {
        try
        {
            _writer.Factory.Prepare();
            _noSpare = false;
        }
        catch (IOException e)
        {
            // The committer makes its file itself when there is none, and then says what is wrong.
            if (!_noSpare) LogNoSpare(e.Message);
            _noSpare = true;
        }
    }

    private static ulong RandomId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    private void RunCommitter()
    {
        while (CommitOnce(WakeMs)) { /* Each turn waits by itself. */ }
    }

    private void RunPreparer()
    {
        while (!_stopped.IsCancellationRequested)
        {
            PrepareSegment();
            _prepare.WaitOne();
        }
    }

    private void NoteState()
    {
        LogUnavailableException? fault = _writer.Fault;
        if (fault is not null == _broken) return;
        _broken = fault is not null;
        if (fault is not null) LogBroken(fault.Message);
        else LogHealed(_writer.NextOffset);
    }

    private void OnDamage(LogDamage damage)
    {
        lock (_damageLock)
        {
            if (_damage.Contains(damage)) return;
            _damage.Add(damage);
        }

        LogDamaged(damage.Segment, damage.FromBytes, damage.ToBytes, damage.LostHits, damage.FirstOffset, _folder.Quarantine);
    }

    [LoggerMessage(EventId = 11, Level = LogLevel.Error, Message = "{Message}")]
    private partial void LogBroken(string message);

    [LoggerMessage(EventId = 12, Level = LogLevel.Information, Message = "the log stores hits again, from offset {Offset}")]
    private partial void LogHealed(long offset);

    [LoggerMessage(EventId = 13, Level = LogLevel.Warning, Message = "cannot prepare the next log segment: {Message}")]
    private partial void LogNoSpare(string message);

    [LoggerMessage(EventId = 14, Level = LogLevel.Critical, Message = "log damaged: {Segment} bytes {From} to {To} cannot be read; {Hits} hits from offset {Offset} are lost unless a backup has them; what is left is kept in {Quarantine}")]
    private partial void LogDamaged(string segment, long from, long to, long hits, long offset, string quarantine);
}
