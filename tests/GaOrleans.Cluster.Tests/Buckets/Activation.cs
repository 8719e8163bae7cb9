using System.Runtime.ExceptionServices;
using GaOrleans.Cluster.Buckets;
using Orleans.Storage;

namespace GaOrleans.Cluster.Tests.Buckets;

/// <summary>A keeper with the turns of a grain: what changes rows runs one after the other, the rest in between.</summary>
internal sealed class Activation(TurnLoop loop)
{
    private readonly List<Task> _running = [];
    private Task _turns = Task.CompletedTask;
    private BucketWorld.States? _states;
    private BucketKeeper? _keeper;
    private BucketWorld? _world;

    /// <summary>Whether it counts hits that are not saved, and nobody has written since it read or wrote.</summary>
    internal bool OwnsUnsaved => _turns.IsCompleted && _keeper is { Lost: false, Unsaved: > 0, Summary.Rows: > 0 } && _states!.IsCurrent;

    internal void Load(BucketWorld world)
    {
        _world = world;
        _turns = loop.Start(async () =>
        {
            await world.HoldAsync("read");
            _states = world.NewStates();
            _states.Read();
            var keeper = new BucketKeeper(BucketWorld.Key, _states, world.Services);
            await keeper.LoadAsync(world.StoredNow());
            _keeper = keeper;
        });
    }

    /// <summary>Does something in a turn of its own, after those before it.</summary>
    internal void BeginTurn(Func<BucketKeeper, Task> work)
    {
        Task before = _turns;
        _turns = loop.Start(async () =>
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (_keeper is { } keeper) await work(keeper);
        });
        _running.Add(_turns);
    }

    /// <summary>Does something in between.</summary>
    internal void BeginNow(Func<BucketKeeper, Task> work)
    {
        if (_keeper is { } keeper) _running.Add(loop.Start(() => work(keeper)));
    }

    /// <summary>Throws what the turn begun last threw.</summary>
    internal void AssertFine()
    {
        Assert.NotNull(_keeper);
        Assert.True(_turns.IsCompleted);
        if (_turns.Exception is { } fault) ExceptionDispatchInfo.Throw(fault.InnerException!);
    }

    /// <summary>Throws what anything threw that is not the fault of the world around.</summary>
    internal void AssertNothingUnexpected()
    {
        foreach (Task task in _running)
        {
            if (task.Exception?.InnerException is { } fault and not (IOException or InconsistentStateException)) ExceptionDispatchInfo.Throw(fault);
        }
    }
}
