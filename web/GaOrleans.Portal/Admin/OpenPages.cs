using GaOrleans.Engine.Operations;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace GaOrleans.Portal.Admin;

/// <summary>Counts the pages of the portal that are open in this process.</summary>
internal sealed class OpenPages : CircuitHandler, IHealthSource
{
    private long _open;

    /// <inheritdoc/>
    public ProcessHealth Tell(ProcessHealth health) => health with { OpenPages = Volatile.Read(ref _open) };

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref _open);
        return Task.CompletedTask;
    }
}
