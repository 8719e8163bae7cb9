namespace GaOrleans.Engine.Reports;

/// <summary>Lets a bounded number of reports run and a bounded number wait.</summary>
internal sealed class ReportGate(int running, int waiting) : IDisposable
{
    private readonly SemaphoreSlim _places = new(running, running);
    private int _waiting;

    /// <summary>Takes a place, waiting for one if needed.</summary>
    /// <returns>Whether there was room to wait; if so, the caller has a place and must <see cref="Leave"/>.</returns>
    /// <exception cref="OperationCanceledException">Cancelled while waiting; the caller has no place.</exception>
    public async ValueTask<bool> TryEnterAsync(CancellationToken ct)
    {
        if (_places.Wait(TimeSpan.Zero, ct)) return true;
        if (Interlocked.Increment(ref _waiting) > waiting)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        try
        {
            await _places.WaitAsync(ct);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => _places.Release();

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
