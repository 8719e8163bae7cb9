using System.Globalization;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.Launching;

/// <summary>Keeps the silos of a machine running: starts again what dies, replaces one by one what is to be restarted, and ends all in order.</summary>
internal sealed class Supervisor : IDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(40), ReadyLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(30);

    private readonly SiloSlot[] _slots;
    private readonly EndedSilos _ended;
    private readonly Action _changed;
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _rolling = new(1);
    private int _exitCode = ExitCodes.Done;
    private volatile bool _wasReady;

    /// <summary>Makes one for silos that are not started yet.</summary>
    /// <param name="slots">The silos.</param>
    /// <param name="ended">Is told whose processes have ended.</param>
    /// <param name="changed">Is called when a process started, ended or became ready.</param>
    public Supervisor(SiloSlot[] slots, EndedSilos ended, Action changed)
    {
        _slots = slots;
        _ended = ended;
        _changed = changed;
    }

    /// <summary>Runs all silos until they are told to end.</summary>
    /// <param name="orphans">Silos of a launcher that is gone, in whose place ours come one by one; by slot, null for none.</param>
    /// <param name="dataFolder">The folder of all.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(KnownSilo?[] orphans, string dataFolder)
    {
        await _ended.DeclareAsync(port => !Array.Exists(orphans, orphan => orphan?.SiloPort == port));
        var keeping = new List<Task>();
        foreach (SiloSlot slot in _slots)
        {
            if (orphans.ElementAtOrDefault(slot.Number - 1) is null) keeping.Add(KeepAsync(slot));
        }

        for (int i = 0; i < orphans.Length && !_ending.IsCancellationRequested; i++)
        {
            if (orphans[i] is not { } orphan) continue;
            await EndOrphanAsync(orphan.Process, dataFolder);
            await _ended.DeclareAsync(port => port == orphan.SiloPort);
            if (_ending.IsCancellationRequested) break;
            if (i >= _slots.Length) continue;
            keeping.Add(KeepAsync(_slots[i]));
            await WaitReadyAsync(_slots[i], _slots[i].Run!);
        }

        await Task.WhenAll(keeping);
        return _exitCode;
    }

    /// <summary>Restarts the silos one by one, each after the one before serves again.</summary>
    public async Task RollAsync()
    {
        if (!await _rolling.WaitAsync(0)) return;
        try
        {
            foreach (SiloSlot slot in _slots)
            {
                if (_ending.IsCancellationRequested || slot.Run is not { } run) return;
                run.Terminate();
                await run.EndWithinAsync(DrainLimit);
                if (_ending.IsCancellationRequested || !await WaitReadyAsync(slot, await run.Successor.WaitAsync(_ending.Token))) return;
            }

            Console.WriteLine("ga: all silos were restarted");
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("ga: the restart is given up, since all silos end");
        }
        finally
        {
            _rolling.Release();
        }
    }

    /// <summary>Ends all silos in order; called again, at once.</summary>
    public void End()
    {
        bool again = _ending.IsCancellationRequested;
        if (!again) _ending.Cancel();
        foreach (SiloSlot slot in _slots)
        {
            slot.Run?.Terminate();
            if (!again && slot.Run is { } run) _ = run.EndWithinAsync(DrainLimit);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Dispose();
        _rolling.Dispose();
    }

    private async Task KeepAsync(SiloSlot slot)
    {
        for (int failures = 0; !_ending.IsCancellationRequested;)
        {
            SiloRun run = slot.Launch();
            _changed();
            _ = NoteReadyAsync(run);
            // It may have been told to end in the moment before this process was there to hear it.
            if (_ending.IsCancellationRequested) run.Terminate();
            int code = await run.Ended;
            _changed();
            await _ended.DeclareAsync(port => port == slot.SiloPort);
            if (_ending.IsCancellationRequested) return;
            failures = run.Ready.IsCompleted ? 0 : failures + 1;
            if (failures > 0 && !_wasReady && code is ExitCodes.BadSettings or ExitCodes.CannotListen or ExitCodes.CannotUseData)
            {
                // It has said why, and it would be the same again.
                _exitCode = code;
                End();
                return;
            }

            if (!run.IsExpectedToEnd) await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"ga: silo {slot.Number} ended with {code}; it is started again"));
            await PauseAsync(failures);
        }
    }

    private async Task NoteReadyAsync(SiloRun run)
    {
        await run.Ready;
        _wasReady = true;
        _changed();
    }

    private async Task PauseAsync(int failures)
    {
        TimeSpan pause = failures == 0 ? ShortestPause : TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 1)));
        await Task.Delay(pause, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> WaitReadyAsync(SiloSlot slot, SiloRun run)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        limit.CancelAfter(ReadyLimit);
        try
        {
            await SiloSlot.ReadyAsync(run, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            if (!_ending.IsCancellationRequested) await Console.Error.WriteLineAsync($"ga: silo {slot.Number} is not ready after {ReadyLimit.TotalSeconds} s; the restart of the others is given up");
            return false;
        }
    }

    private static async Task EndOrphanAsync(int process, string dataFolder)
    {
        LinuxCalls.Send(process, LinuxCalls.SigTerm);
        if (await Processes.EndedAsync(process, dataFolder, DrainLimit)) return;
        LinuxCalls.Send(process, LinuxCalls.SigKill);
        await Processes.EndedAsync(process, dataFolder, DrainLimit);
    }
}
