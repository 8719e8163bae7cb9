namespace GaOrleans.Embedded.Workers;

/// <summary>Gathers the answers of a worker, which sends them off when it has nothing more to do at once. For the worker's thread only.</summary>
internal sealed class AnswerGroups
{
    private AnswerGroup? _open;

    /// <summary>Adds a call whose answer is known.</summary>
    internal void Add(SinkCall call)
    {
        _open ??= new AnswerGroup();
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
