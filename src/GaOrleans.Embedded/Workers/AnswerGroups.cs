using System.Collections.Concurrent;

namespace GaOrleans.Embedded.Workers;

/// <summary>Gathers the answers of a worker, which sends them off when it has nothing more to do at once. For the worker's thread only.</summary>
internal sealed class AnswerGroups
{
    // As many as were ever under way at once, which the limit of frames in flight bounds.
    private readonly ConcurrentQueue<AnswerGroup> _idle = new();
    private AnswerGroup? _open;

    /// <summary>Adds a call whose answer is known.</summary>
    internal void Add(SinkCall call)
    {
        _open ??= _idle.TryDequeue(out AnswerGroup? group) ? group : new AnswerGroup(_idle);
        if (_open.Add(call)) Send();
    }

    /// <summary>Sends off what has gathered.</summary>
    internal void Send()
    {
        if (_open is not { } group) return;
        _open = null;
        ThreadPool.UnsafeQueueUserWorkItem(group, preferLocal: false);
    }
}
