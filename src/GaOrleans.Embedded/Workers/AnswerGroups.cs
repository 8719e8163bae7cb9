using Microsoft.Extensions.ObjectPool;

namespace GaOrleans.Embedded.Workers;

/// <summary>Gathers the answers of a worker, which sends them off when it has nothing more to do at once. For the worker's thread only.</summary>
internal sealed class AnswerGroups
{
    private readonly DefaultObjectPool<AnswerGroup> _pool;
    private AnswerGroup? _open;

    internal AnswerGroups() => _pool = new DefaultObjectPool<AnswerGroup>(new GroupPolicy(this), maximumRetained: 64);

    /// <summary>Adds a call whose answer is known.</summary>
    internal void Add(SinkCall call)
    {
        _open ??= _pool.Get();
        if (_open.Add(call)) Send();
    }

    /// <summary>Sends off what has gathered.</summary>
    internal void Send()
    {
        if (_open is not { } group) return;
        _open = null;
        ThreadPool.UnsafeQueueUserWorkItem(group, preferLocal: false);
    }

    private sealed class GroupPolicy(AnswerGroups groups) : PooledObjectPolicy<AnswerGroup>
    {
        public override AnswerGroup Create() => new(groups._pool);

        public override bool Return(AnswerGroup obj) => true;
    }
}
