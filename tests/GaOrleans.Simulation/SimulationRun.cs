using GaOrleans.Core.Hits;
using GaOrleans.Embedded.Files;
using GaOrleans.Embedded.Storage;
using GaOrleans.Engine.Collecting;
using GaOrleans.Simulation.Disk;
using GaOrleans.Simulation.Faults;
using GaOrleans.TestKit.Hits;

namespace GaOrleans.Simulation;

/// <summary>
/// One life of a service, from a seed: clients send hits and send them again, the disk fails for a while, the process is killed or the power goes at any step,
/// and it starts again, several times. After each start every acknowledged hit must be counted once, no hit twice, and none that was not sent.
/// </summary>
internal sealed class SimulationRun
{
    private const int Lives = 4, StepsPerLife = 60;
    private static readonly int[] Sites = [1, 2, 3];

    private readonly Random _random;
    private readonly Trouble _trouble;
    private readonly SimulatedFileSystem _disk;
    private readonly IFileSystem _files;
    private readonly ILocalBucketStore _store;
    private readonly SimulatedClock _clock = new();
    private readonly Ledger _ledger = new();
    private readonly SimulatedBucketStore _stored;
    private readonly PlantedFault _fault;
    private readonly bool _flips, _archived;
    private readonly List<(string Path, int At)> _flipped = [];
    private int _lost, _silentlyLost;
    private bool _reported, _noted;
    private Node? _node;

    private SimulationRun(int seed, PlantedFault fault, bool flips)
    {
        _flips = flips;
        _random = new Random(seed);
        _trouble = new Trouble(_random);
        _fault = fault;
        _disk = new SimulatedFileSystem(_trouble);
        _files = new FaultyFiles(_disk, fault);
        _stored = new SimulatedBucketStore(_trouble);
        _store = new FaultyStore(_stored, fault);
        _archived = !flips && fault == PlantedFault.None && seed % 4 == 0;
    }

    /// <summary>Runs a seed.</summary>
    /// <returns>Acknowledged hits, so that a test can tell that something happened.</returns>
    /// <exception cref="Exception">Anything at all: the program failed.</exception>
    public static int Execute(int seed, PlantedFault fault = PlantedFault.None)
    {
        var run = new SimulationRun(seed, fault, flips: false);
        for (int life = 0; life < Lives; life++) run.Live();
        run.StartForGood();
        return run._ledger.Acknowledged;
    }

    /// <summary>Runs a seed in which stored bits flip between two lives. No hit may be counted twice; losses must have been reported.</summary>
    public static FlipOutcome ExecuteWithFlips(int seed, PlantedFault fault = PlantedFault.None)
    {
        var run = new SimulationRun(seed, fault, flips: true);
        for (int life = 0; life < Lives; life++) run.Live();
        run.StartForGood();
        return new FlipOutcome(run._reported, run._lost, run._silentlyLost);
    }

    private void Live()
    {
        try
        {
            _trouble.Restart();
            if (_random.Next(3) > 0) _trouble.CrashAfter(_random.Next(_random.Next(2) == 0 ? 20 : 400));
            Start();
            for (int step = 0; step < StepsPerLife && _node is not null; step++) Step();
        }
        catch (SimulatedCrash)
        {
            // The next life goes on with what is left.
        }

        Crash();
        if (_flips && _random.Next(3) == 0) Flip();
    }

    private void Flip()
    {
        if (_random.Next(4) == 0) _stored.Flip();
        else if (_disk.FlipInLog() is { } at) _flipped.Add(at);
    }

    /// <summary>Compares what is counted with what was acknowledged.</summary>
    private void Check()
    {
        Dictionary<ulong, int> counts = _node!.Count(Sites);
        if (_flips)
        {
            TakeLosses(counts);
            return;
        }

        _ledger.Check(counts);
        if (_fault == PlantedFault.None && _node.Damage is { } damage) throw new InvalidDataException($"damage is reported although nothing was flipped: {damage}");
    }

    private void TakeLosses(Dictionary<ulong, int> counts)
    {
        int lost = _ledger.TakeLosses(counts);
        NoteDamage();
        CheckSilence(lost);
        _ledger.CheckNoneTooMany(counts);
        _noted = false;
    }

    /// <summary>What one life reports may be seen to be missing only in the next, when the disk was too broken for a look.</summary>
    private void NoteDamage()
    {
        if (_node?.Damage is null) return;
        _noted = true;
        _reported = true;
    }

    private void CheckSilence(int lost)
    {
        _lost += lost;
        if (lost == 0 || _noted) return;

        // Only the last batch of the log may look torn when it is not.
        if (!_flipped.Exists(flip => _node!.IsBehindEnd(flip.Path, flip.At))) throw new LedgerMismatchException($"{lost} acknowledged hits are lost and nothing is reported");
        _silentlyLost += lost;
    }

    /// <summary>Starts on a sound disk, as often as needed, and settles everything.</summary>
    private void StartForGood()
    {
        _trouble.Restart();
        _trouble.FailureRate = 0;
        Start();
        Check();
        for (int i = 0; i < 3; i++) Send(NewFrame());
        _clock.Move(TimeSpan.FromSeconds(1));
        Settle();
        Check();
        if (_archived) _ledger.CheckArchived(_node!.ReadArchive(Sites));
    }

    private void Start()
    {
        // While nothing at all works, nothing starts either.
        _trouble.FailureRate = _random.Next(4) > 0 ? 0 : Math.Min(0.3, _trouble.FailureRate);
        try
        {
            _node = new Node(_files, _store, _clock, _random, _archived);
            if (_trouble.FailureRate == 0) Check();
        }
        catch (IOException) when (_trouble.FailureRate > 0)
        {
            // The disk is too broken to start at all.
            _node = null;
        }
    }

    private void Step()
    {
        switch (_random.Next(20))
        {
            case < 5:
                Send(_ledger.TakeRetry(_random) ?? NewFrame());
                break;
            case < 8:
                _node!.Commit();
                break;
            case < 12:
                _node!.StepWorker(_random.Next(2));
                break;
            case < 15:
                _node!.BeginCheckpoint();
                break;
            case < 16:
                _node!.FinishCheckpoint();
                break;
            case < 17:
                _node!.PrepareSegment();
                break;
            case < 18:
                if (_fault == PlantedFault.TrimmedTooEarly) _node!.TrimAll();
                else _node!.Trim();
                break;
            case < 19:
                Settle();
                if (_trouble.FailureRate == 0) Check();
                break;
            default:
                Change();
                break;
        }

        _ledger.TakeAnswers();
    }

    private void Settle()
    {
        _node!.Commit();
        for (int i = 0; i < 200 && (_node.StepWorker(0) | _node.StepWorker(1)); i++) _node.FinishCheckpoint();
        _node.FinishCheckpoint();
        _ledger.TakeAnswers();
    }

    private void Change()
    {
        _clock.Move(TimeSpan.FromMilliseconds(_random.Next(3) == 0 ? 4_000_000 : _random.Next(100)));
        if (_random.Next(2) == 0) _trouble.FailureRate = _trouble.FailureRate > 0 ? 0 : _random.Next(3) switch { 0 => 1, 1 => 0.3, _ => 0.05 };
    }

    private void Crash()
    {
        NoteDamage();
        _node = null;
        _ledger.Crash();
        if (_random.Next(2) == 0) _disk.LosePower();
    }

    private Hit[] NewFrame()
    {
        var hits = new Hit[_random.Next(1, 4)];
        ulong visitor = _ledger.NextVisitor;
        bool withIds = _random.Next(2) == 0;
        for (int i = 0; i < hits.Length; i++, visitor++)
        {
            long hour = (_clock.GetUtcNow().ToUnixTimeSeconds() / 3600 * 3600) - (3600 * (_random.Next(4) == 0 ? _random.Next(3) : 0));
            hits[i] = new Hit
            {
                Site = Sites[_random.Next(Sites.Length)],
                Hour = hour,
                Shard = _random.Next(2),
                TimeMs = (hour * 1000) + _random.Next(3_600_000),
                Visitor = visitor,
                EventId = withIds ? visitor : 0,
                Page = $"/{_random.Next(5)}" + (_random.Next(8) == 0 ? new string('x', _random.Next(1500)) : ""),
            };
        }

        return hits;
    }

    private void Send(Hit[] hits)
    {
        byte[] frame = HitFrames.Of(hits);
        ValueTask<SinkAnswer> answer = _node!.Accept(frame, hits.Length);
        _ledger.Add(hits, answer);
    }
}
