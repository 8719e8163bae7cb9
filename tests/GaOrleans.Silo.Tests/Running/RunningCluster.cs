using System.Diagnostics;
using System.Globalization;
using GaOrleans.Silo.Launching;
using GaOrleans.TestKit.Running;

namespace GaOrleans.Silo.Tests.Running;

/// <summary>A cluster of real processes behind one port: <c>dotnet GaOrleans.Silo.dll cluster</c>.</summary>
public sealed class RunningCluster(int silos = 3) : RunningProgram("GaOrleans.Silo.dll")
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180), Step = TimeSpan.FromMilliseconds(20);

    /// <summary>The folder of another, to be part of its cluster; null for its own.</summary>
    public string? Shared { get; init; }

    /// <inheritdoc/>
    protected override string[] StartArguments => ["cluster", "--silos", silos.ToString(CultureInfo.InvariantCulture), "--port", PortText, "--data", Data];

    private string Data => Shared ?? Folder;

    /// <summary>The processes of the silos that run now, by number.</summary>
    public int[] Silos() => [.. (LauncherState.Read(Data)?.Silos ?? []).Select(silo => silo.Process != 0 && Processes.IsSiloOf(silo.Process, Data) ? silo.Process : 0)];

    /// <summary>Waits until all silos serve.</summary>
    public async Task AllReadyAsync()
    {
        long started = Stopwatch.GetTimestamp();
        while (LauncherState.Read(Data) is not { } state || state.Silos.Length != silos || !state.Silos.All(silo => silo.Ready && Processes.IsSiloOf(silo.Process, Data)))
        {
            Assert.False(Current.HasExited, $"the launcher ended: {Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"the silos are not ready: {Output}");
            await Task.Delay(Step);
        }
    }

    /// <summary>Ends one silo as kill -9 does.</summary>
    public async Task KillSiloAsync(int number)
    {
        int silo = Silos()[number];
        Assert.True(silo != 0, $"silo {number + 1} does not run: {Output}");
        LinuxCalls.Send(silo, LinuxCalls.SigKill);
        Assert.True(await Processes.EndedAsync(silo, Data, Limit), "a killed process does not end");
    }

    /// <summary>Ends everything as kill -9 does: the launcher first, so that it starts nothing again.</summary>
    public override async Task KillAsync()
    {
        int[] known = Silos();
        await KillLauncherAsync();
        foreach (int silo in known) LinuxCalls.Send(silo, LinuxCalls.SigKill);
        // One may have been started in the moment between.
        foreach (int silo in Silos()) LinuxCalls.Send(silo, LinuxCalls.SigKill);
        foreach (int silo in known) Assert.True(await Processes.EndedAsync(silo, Data, Limit), "a killed process does not end");
    }

    /// <summary>Ends the launcher as kill -9 does.</summary>
    public Task KillLauncherAsync() => base.KillAsync();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        foreach (int silo in Current.HasExited ? Silos() : []) LinuxCalls.Send(silo, LinuxCalls.SigKill);
        await base.DisposeAsync();
    }
}
