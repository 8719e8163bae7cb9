using Microsoft.Extensions.ObjectPool;

namespace GaOrleans.Embedded.Workers;

/// <summary>
/// Answers of one worker, given together on one thread of the pool: waking a thread for each costs more than applying its hits.
/// Small, so that the answers of a large flush are still given by several threads.
/// </summary>
internal sealed class AnswerGroup(ObjectPool<AnswerGroup> pool) : IThreadPoolWorkItem
{
    private const int Most = 16;
    private readonly SinkCall[] _calls = new SinkCall[Most];
    private int _count;

    /// <summary>Adds a call whose answer is known.</summary>
    /// <returns>Whether the group is full.</returns>
    internal bool Add(SinkCall call)
    {
        _calls[_count++] = call;
        return _count == Most;
    }

    /// <inheritdoc/>
    public void Execute()
    {
        for (int i = 0; i < _count; i++) _calls[i].Answer();
        _count = 0;
        pool.Return(this);
    }
}
