namespace GaOrleans.Cluster.Sites;

/// <summary>
/// Stores a grain's state for many callers at once: changes that come while a write is under way share the next one. For one turn at a time.
/// </summary>
/// <param name="write">Stores the state as it is when called.</param>
internal sealed class SharedWrites(Func<Task> write)
{
    private long _changes, _stored;
    private Task _writing = Task.CompletedTask;

    /// <summary>Notes that the state was changed.</summary>
    internal void Changed() => _changes++;

    /// <summary>Completes when every change noted so far is stored. After a fault the next caller tries again.</summary>
    internal async ValueTask StoredAsync()
    {
        long wanted = _changes;
        while (_stored < wanted)
        {
            if (_writing.IsCompleted) _writing = WriteAsync();
            await _writing;
        }
    }

    private async Task WriteAsync()
    {
        long changes = _changes;
        await write();
        _stored = changes;
    }
}
