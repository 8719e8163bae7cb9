namespace GaOrleans.Cluster.Storage;

/// <summary>A change of one grain's state that waits for its transaction.</summary>
/// <param name="name">Name of the state.</param>
/// <param name="grain">The grain, as text.</param>
/// <param name="expected">The ETag under which the caller read it; 0 when there was nothing.</param>
/// <param name="bytes">The new state; null removes it.</param>
internal sealed class StateWrite(string name, string grain, long expected, byte[]? bytes)
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The number that stands for a state that was not there, or that somebody else has changed.</summary>
    public const long Conflict = 0;

    /// <summary>Name of the state.</summary>
    public string Name => name;

    /// <summary>The grain.</summary>
    public string Grain => grain;

    /// <summary>The ETag expected; 0 for none.</summary>
    public long Expected => expected;

    /// <summary>The new state; null to remove it.</summary>
    public byte[]? Bytes => bytes;

    /// <summary>The ETag that it has now, or <see cref="Conflict"/>; set inside the transaction.</summary>
    public long Verdict { get; set; }

    /// <summary>Completes with the verdict once the transaction is stored.</summary>
    public Task<long> Done => _done.Task;

    /// <summary>The transaction is stored.</summary>
    public void Complete() => _done.TrySetResult(Verdict);

    /// <summary>The transaction failed.</summary>
    public void Fail(Exception fault) => _done.TrySetException(fault);
}
