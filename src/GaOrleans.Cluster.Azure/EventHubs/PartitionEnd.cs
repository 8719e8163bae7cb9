namespace GaOrleans.Cluster.Azure.EventHubs;

/// <summary>
/// Asks for the end of a partition, once for all who ask meanwhile: each gets an answer of a question that was put after its own. For one grain.
/// </summary>
internal sealed class PartitionEnd(Func<Task<long>> ask)
{
    private Task<long>? _running;
    private Task<long>? _next;

    /// <summary>Sequence number of the newest event as of now; -1 when there is none.</summary>
    public Task<long> AskAsync()
    {
        if (_next is not null) return _next;
        if (_running is { IsCompleted: false } running) return _next = AfterAsync(running);
        return _running = ask();
    }

    private async Task<long> AfterAsync(Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Task<long> asked = ask();
        (_running, _next) = (asked, null);
        return await asked;
    }
}
