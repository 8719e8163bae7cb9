using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GaOrleans.Silo.Serving;

/// <summary>
/// Hears that the process is to end: SIGTERM or Ctrl-C once to end in order, a second time to end at once. Supervisors that signal a process and then its
/// group are heard once.
/// </summary>
internal sealed class EndSignal : IDisposable
{
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _term, _interrupt;

    private long _heard;

    /// <summary>Hears from now on.</summary>
    public EndSignal()
    {
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
    }

    /// <summary>Completes when it is asked to end.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes when it is asked to end at once.</summary>
    public Task AskedAgain => _askedAgain.Task;

    /// <inheritdoc/>
    public void Dispose()
    {
        _term.Dispose();
        _interrupt.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_gate)
        {
            if (_asked.TrySetResult()) _heard = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(_heard) > Echo) _askedAgain.TrySetResult();
        }
    }
}
