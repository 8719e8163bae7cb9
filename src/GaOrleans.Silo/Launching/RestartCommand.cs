using System.Diagnostics;
using GaOrleans.Hosting;

namespace GaOrleans.Silo.Launching;

/// <summary><c>restart</c>: has the launcher of a data folder restart its silos one by one, for a new version or new settings.</summary>
internal static class RestartCommand
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100), LimitOfOne = TimeSpan.FromSeconds(160);

    /// <summary>Asks for the restart and waits until all silos are new and ready.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string dataFolder, CancellationToken ct)
    {
        if (!Launcher.IsRunning(dataFolder) || LauncherState.Read(dataFolder) is not { } before)
            return ExitCodes.Fail(ExitCodes.CannotUseData, $"cannot restart: no cluster command runs for the data folder {dataFolder}; name its folder with --data");
        LinuxCalls.Send(before.Launcher, LinuxCalls.SigHup);
        long started = Stopwatch.GetTimestamp();
        var old = before.Silos.Select(silo => silo.Process).ToHashSet();
        while (LauncherState.Read(dataFolder) is not { } now || now.Silos.Any(silo => !silo.Ready || old.Contains(silo.Process)))
        {
            if (Stopwatch.GetElapsedTime(started) > LimitOfOne * before.Silos.Length || !Launcher.IsRunning(dataFolder))
                return ExitCodes.Fail(ExitCodes.Problems, "the silos were not all restarted; the output of the cluster command says why");
            await Task.Delay(Step, ct);
        }

        Console.WriteLine($"{before.Silos.Length} silos were restarted");
        return ExitCodes.Done;
    }
}
