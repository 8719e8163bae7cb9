using Microsoft.AspNetCore.Connections;

namespace GaOrleans.Silo.Serving;

/// <summary>Counts open connections, so that a drain knows when the last client has gone.</summary>
internal sealed class OpenConnections
{
    private long _open;

    /// <summary>How many are open.</summary>
    public long Count => Interlocked.Read(ref _open);

    /// <summary>Counts a connection while it lasts.</summary>
    public async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        Interlocked.Increment(ref _open);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
