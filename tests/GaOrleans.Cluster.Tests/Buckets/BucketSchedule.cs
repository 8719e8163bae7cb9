using GaOrleans.Cluster.Buckets;
using GaOrleans.Cluster.Sites;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>One random schedule; the seed decides everything.</summary>
internal sealed class BucketSchedule
{
    private const int Steps = 60, EventIds = 12;

    private readonly Random _random;
    private readonly BucketWorld _world;
    private readonly TurnLoop _loop = new();
    private readonly List<Activation> _activations = [];
    private readonly Dictionary<long, byte[]> _contents = [];
    private readonly double _holds, _fails;
    private bool _calm;
    private int _delivered;

    internal BucketSchedule(int seed)
    {
        _random = new Random(seed);
        _world = new BucketWorld(seed, new GaClusterOptions { InlineBytes = _random.Next(2) * 200 });
        _holds = _random.Next(3) * 0.4;
        _fails = _random.Next(3) * 0.08;
        _world.Step = StepAsync;
    }

    private Activation Current => _activations[^1];

    internal void Run()
    {
        Activate();
        for (int i = 0; i < Steps; i++)
        {
            Step();
            CheckIndex();
        }

        _calm = true;
        _loop.Finish();
        CheckEnd();
    }

    private void Step()
    {
        Activation at = _random.Next(8) == 0 ? _activations[_random.Next(_activations.Count)] : Current;
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                Append();
                break;
            case 3 or 4:
                Deliver(at);
                break;
            case 5:
                at.BeginNow(keeper => keeper.SaveAsync().AsTask());
                break;
            case 6:
                at.BeginNow(ReadAsync);
                break;
            case 7:
                at.BeginTurn(keeper => keeper.SealAsync().AsTask());
                if (_random.Next(3) == 0) _world.Clock.Seconds += 4_000;
                break;
            case 8 when _random.Next(2) == 0:
                Activate();
                break;
            case 9 when _world.LogLength > 0:
                long through = _world.Bundle(_world.LogLength - 1, _world.LogLength).Last;
                at.BeginTurn(keeper => keeper.CheckpointAsync(BucketWorld.Partition, through).AsTask());
                break;
            case 10 when _world.LogLength > 0:
                WaitForApplied(at);
                break;
            default:
                OpenGates();
                break;
        }
    }

    private void OpenGates()
    {
        for (int i = _random.Next(4); i > 0 && _loop.Waiting > 0; i--) _loop.Open(_random.Next(_loop.Waiting));
    }

    private void Append()
    {
        for (int i = _random.Next(1, 5); i > 0; i--)
        {
            if (_random.Next(30) == 0) _world.AppendPoison();
            else _world.Append(TestHits.Make(_random.Next(5_000), _random.Next(3) == 0 ? (ulong)_random.Next(EventIds) : 0));
        }
    }

    private void Deliver(Activation to)
    {
        if (_world.LogLength == 0) return;
        bool next = _random.Next(3) > 0 && _delivered < _world.LogLength;
        int from = next ? _delivered : _random.Next(_world.LogLength);
        int until = _random.Next(from, _world.LogLength) + 1;
        if (next) _delivered = until;
        (long last, byte[] bundle) = _world.Bundle(from, until);
        if (_random.Next(20) == 0) bundle[0] = 77;
        to.BeginTurn(keeper => keeper.DeliverAsync(BucketWorld.Partition, last, bundle).AsTask());
    }

    private void Activate()
    {
        var activation = new Activation(_loop);
        _activations.Add(activation);
        activation.Load(_world);
    }

    private void WaitForApplied(Activation at)
    {
        long last = _world.Bundle(_world.LogLength - 1, _world.LogLength).Last;
        at.BeginNow(async keeper =>
        {
            await keeper.AppliedAsync(new AppendedRange(BucketWorld.Partition, last, last), CancellationToken.None);
            Assert.True(keeper.Lost || keeper.Watermark >= last, "an answer came before its hits were applied");
        });
    }

    private async Task ReadAsync(BucketKeeper keeper)
    {
        BucketReading reading = await keeper.ReadAsync(-1);
        byte[] bytes = reading.Bytes ?? [];
        if (_contents.TryGetValue(reading.Version, out byte[]? known)) Assert.True(AreSame(known, bytes), $"version {reading.Version} names two contents");
        _contents[reading.Version] = bytes;
    }

    /// <summary>Hits that count are where the index sends reports: what is sealed there has no unsaved hits in the activation that owns the state.</summary>
    private void CheckIndex()
    {
        foreach (IndexedBucket bucket in _world.Index.List(long.MinValue, long.MaxValue))
        {
            if (bucket.SealedVersion == 0) continue;
            Assert.True(_world.Stored is { } stored && stored.Version >= bucket.SealedVersion, "the index names a version that was never stored");
            foreach (Activation activation in _activations) Assert.False(activation.OwnsUnsaved, "hits count in a bucket that reports take for sealed");
        }
    }

    private void CheckEnd()
    {
        Activate();
        Current.BeginTurn(async keeper =>
        {
            await ReadAsync(keeper);
            byte[] expected = _world.Expected();
            Assert.True(expected.AsSpan().SequenceEqual(SealedForm(_contents[keeper.Summary.Version])), "not every hit is counted once");
            _world.Clock.Seconds = keeper.SealsAt;
            Assert.True(await keeper.SealAsync());
            Assert.True(expected.AsSpan().SequenceEqual(_world.StoredContent()), "not every hit is stored once");
        });
        _loop.Finish();
        Current.AssertFine();
        Assert.Equal(_world.Index.List(long.MinValue, long.MaxValue).SingleOrDefault().SealedVersion, _world.Stored?.Version ?? 0);
        Assert.Superset(_world.Poison.ToHashSet(), _world.Letters.Select(letter => letter.Offset).ToHashSet());
        foreach (Activation activation in _activations) activation.AssertNothingUnexpected();
    }

    private static bool AreSame(byte[] left, byte[] right) => left.AsSpan().SequenceEqual(right) || SealedForm(left).AsSpan().SequenceEqual(SealedForm(right));

    private static byte[] SealedForm(byte[] bytes) => bytes.Length == 0 ? [] : BucketWorld.SealedForm(bytes);

    private async Task StepAsync(string step)
    {
        if (_calm) return;
        bool fails = _random.NextDouble() < _fails;
        if (_random.NextDouble() < _holds) await _loop.Gate();
        if (fails) throw new IOException($"{step} fails");
    }
}
