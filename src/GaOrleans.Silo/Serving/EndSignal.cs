using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GaOrleans.Silo.Serving;

/// <summary>Hears that the process is to end: SIGTERM or Ctrl-C once to end in order, a second time to end at once.</summary>
internal sealed class EndSignal : IDisposable
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _term, _interrupt;

    public EndSignal()
    {
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
    }

    /// <summary>Completes when it is asked to end.</summary>
    public Task Asked => _asked.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        _term.Dispose();
        _interrupt.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_asked.TrySetResult()) return;
        // Nothing acknowledged is lost by that: it is what kill -9 does.
        using Process self = Process.GetCurrentProcess();
        self.Kill();
    }
}
