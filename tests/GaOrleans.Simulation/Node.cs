using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Hits;
using GaOrleans.Embedded;
using GaOrleans.Embedded.Archive;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Log;
using GaOrleans.Embedded.Storage;
using GaOrleans.Embedded.Workers;
using GaOrleans.Engine.Archive;
using GaOrleans.Engine.Collecting;
using GaOrleans.Engine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GaOrleans.Simulation;

/// <summary>
/// The write path of the single-node edition as the engine puts it together, without its threads: every turn of the committer, of a worker
/// and of the checkpointer is a call. When it crashes it is dropped as it is.
/// </summary>
internal sealed class Node
{
    private const int Workers = 2;

    private readonly SegmentedLog _log;
    private readonly HitSink _sink;
    private readonly BucketWorker[] _workers = new BucketWorker[Workers];
    private readonly BucketIndex _buckets;
    private readonly Checkpointer _checkpointer;
    private readonly ArchiveLoop _archiving;
    private readonly FileArchive? _archive;
    private readonly long _missing;
    private CheckpointRound? _round;
    private int _asked;

    /// <summary>Starts the service.</summary>
    /// <param name="files">Its disk.</param>
    /// <param name="store">Its bucket store.</param>
    /// <param name="clock">The time.</param>
    /// <param name="random">Chooses options.</param>
    /// <param name="archived">Whether it has an archive.</param>
    public Node(IFileSystem files, ILocalBucketStore store, SimulatedClock clock, Random random, bool archived)
    {
        var options = new EmbeddedOptions
        {
            DataFolder = "/data",
            ArchiveBytes = 2000,
            Log = new LogOptions { SegmentBytes = 8192, BatchBytes = 2048, RetryMs = 10, RetryAtMostMs = 40, Prewrite = random.Next(2) == 0 },
            Workers = new WorkerOptions { Workers = Workers, FramesInFlight = 64, SealGraceSeconds = 60, SealIdleSeconds = 30, LiveBytes = random.Next(3) == 0 ? 4_000 : 1L << 30 },
        };
        long from = store.RecoveryPositions() is [{ } position] ? position.Offset : 0;
        if (archived) _archive = new FileArchive(files, "/data/archive", CompressionLevel.Fastest);
        long archivedTo = _archive is null ? 0 : ArchivedTo(_archive);
        long known = Math.Max(archivedTo, Math.Max(from, store.HighestWatermark(0) + 1));
        _log = SegmentedLog.Open(files, "/data/log", options.Log, clock, NullLogger.Instance, known, () => (ulong)random.NextInt64());
        _buckets = new BucketIndex(store);
        for (int i = 0; i < Workers; i++) _workers[i] = new BucketWorker(i, Workers, _buckets, options.Workers, options.Limits, clock, NullLogger.Instance);
        _sink = new HitSink(_log, _workers, options.Workers);
        _checkpointer = new Checkpointer(_log, _sink, _workers, store, clock, NullLogger.Instance);
        _archiving = new ArchiveLoop(new ArchiveSource(_log, 0, () => _checkpointer.SavedTo, () => _sink.AcceptedBytes, options.ArchiveBytes, options.ArchiveSeconds), _archive, clock, NullLogger.Instance);
        using (LogCursor cursor = _log.Read(from)) new LogReplay(_workers).Run(cursor, StepAnyWorker);
        _missing = _log.FirstOffset > from ? _log.FirstOffset - from : 0;
        if (_log.FirstOffset > (archived ? Math.Min(from, archivedTo) : from)) _log.KeepLeftovers();
        _sink.IsOpen = true;
    }

    /// <summary>What the service itself has found wrong with what is stored, or null.</summary>
    public string? Damage =>
        _log.Damage.Count > 0 ? _log.Damage[0].ToString()
        : _missing > 0 ? $"{_missing} hits are missing at the log's start"
        : _buckets.Damaged.Count > 0 ? "a bucket is damaged"
        : null;

    /// <summary>Whether a byte of a segment lies behind what was found to be the end of it, where damage may look like a torn write.</summary>
    public bool IsBehindEnd(string path, long at) => _log.Segments.FirstOrDefault(segment => segment.Path == path) is not { } found || at >= found.EndBytes;

    public ValueTask<SinkAnswer> Accept(byte[] frame, int hits) => _sink.AcceptAsync(frame, hits, CancellationToken.None);

    public void Commit() => _log.CommitOnce(0);

    public void PrepareSegment() => _log.PrepareSegment();

    /// <summary>A worker does its next work, if it has some and the store lets it.</summary>
    /// <returns>Whether it did.</returns>
    public bool StepWorker(int index)
    {
        try
        {
            return _workers[index % Workers].RunOnce(0);
        }
        catch (IOException)
        {
            // The worker keeps the work and is asked again.
            return false;
        }
    }

    /// <summary>Begins a checkpoint, or asks the next worker for one that has begun.</summary>
    public void BeginCheckpoint()
    {
        if (_round is null)
        {
            _round = _checkpointer.Open();
            _asked = 0;
        }
        else if (_asked < Workers) _checkpointer.Ask(_round, _asked++);
    }

    public void FinishCheckpoint()
    {
        if (_round is not { IsComplete: true } round) return;
        _checkpointer.Finish(round);
        _round = null;
    }

    /// <summary>Archives everything and reads it back.</summary>
    /// <returns>The visitors of the archived hits.</returns>
    /// <exception cref="InvalidDataException">The archive is not sound.</exception>
    public HashSet<ulong> ReadArchive(IEnumerable<int> sites)
    {
        Trim();
        ArchiveReport report = _archive!.VerifyAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        if (report.Problems.Count > 0 || report.LostHits > 0) throw new InvalidDataException($"the archive has lost {report.LostHits} hits; {string.Join("; ", report.Problems)}");
        var visitors = new HashSet<ulong>();
        foreach (int site in sites) ReadArchive(site, visitors).GetAwaiter().GetResult();
        return visitors;
    }

    public void Trim()
    {
        try
        {
            _archiving.RunOnceAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // Tried again the next time.
        }
    }

    /// <summary>Forgets everything, checkpointed or not; for a planted fault.</summary>
    public void TrimAll()
    {
        try
        {
            _log.Trim(_log.NextOffset(0));
        }
        catch (IOException)
        {
            // Tried again the next time.
        }
    }

    /// <summary>How often each visitor, which is each hit, is counted.</summary>
    public Dictionary<ulong, int> Count(IEnumerable<int> sites)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (int site in sites)
        {
            foreach (BucketSlot slot in _buckets.Of(site).Range(long.MinValue, long.MaxValue, _buckets.Store))
            {
                if (ViewOf(slot) is not { } view) continue;
                for (int run = 0; run < view.RunVisitors.Length; run++)
                    counts[view.RunVisitors[run]] = counts.GetValueOrDefault(view.RunVisitors[run]) + view.RunStarts[run + 1] - view.RunStarts[run];
            }
        }

        return counts;
    }

    private static long ArchivedTo(FileArchive archive)
    {
        try
        {
            return archive.ArchivedToAsync(0, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // As the engine does: hits are taken all the same.
            return 0;
        }
    }

    private async Task ReadArchive(int site, HashSet<ulong> visitors)
    {
        var positions = new HashSet<LogPosition>();
        await foreach (ArchivedHit hit in _archive!.ReadAsync(site, LogRange.All(0), CancellationToken.None))
        {
            if (!positions.Add(hit.Position)) throw new InvalidDataException($"the hit at {hit.Position.Offset} is archived twice");
            using var line = JsonDocument.Parse(hit.Line);
            visitors.Add(ulong.Parse(line.RootElement.GetProperty("hit").GetProperty("visitor").GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }

    private BucketView? ViewOf(BucketSlot slot)
    {
        if (slot.Live is { } live) return BucketView.Of(live.Bucket, new SiteSymbols(), BucketLimits.Default);
        try
        {
            return _buckets.Store.Load(slot.Key) is { } stored ? BucketForms.View(stored, new SiteSymbols(), BucketLimits.Default) : null;
        }
        catch (DamagedBucketException e)
        {
            _buckets.AddDamaged(slot.Key, e.Message);
            return null;
        }
    }

    private void StepAnyWorker()
    {
        for (int i = 0; i < Workers; i++) StepWorker(i);
    }
}
