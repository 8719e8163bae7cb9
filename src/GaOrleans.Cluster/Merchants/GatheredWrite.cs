namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// Writes the state of a reentrant grain: whoever has changed it waits for a write that began afterwards, and those who wait at the same time share it.
/// After a failed write it is not known what is stored, so every later one fails too; the grain then has to deactivate.
/// </summary>
/// <param name="write">Writes the state as it is at the call.</param>
internal sealed class GatheredWrite(Func<Task> write)
{
    private long _changed, _stored;
    private Task? _writing;
    private bool _failed;

    /// <summary>Notes that the state has changed, and waits until it is stored.</summary>
    public Task ChangedAsync()
    {
        _changed++;
        return StoredAsync();
    }

    /// <summary>Waits until all changes so far are stored.</summary>
    /// <exception cref="IOException">They could not be stored, or it is not known whether they were.</exception>
    public async Task StoredAsync()
    {
        for (long wanted = _changed; _stored < wanted;)
        {
            if (_failed) throw new IOException("cannot store the state: a write before failed; try again in a moment");
            await (_writing ??= WriteAsync());
        }
    }

    private async Task WriteAsync()
    {
        long upTo = _changed;
        try
        {
            await write();
            _stored = upTo;
        }
        catch
        {
            _failed = true;
            throw;
        }
        finally
        {
            _writing = null;
        }
    }
}
