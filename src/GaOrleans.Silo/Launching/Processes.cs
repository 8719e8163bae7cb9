using System.Diagnostics;

namespace GaOrleans.Silo.Launching;

/// <summary>Processes that this one did not start.</summary>
internal static class Processes
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    /// <summary>Whether a process runs and is a silo that was started for a data folder. Numbers of processes are given again, so its command line is looked at.</summary>
    public static bool IsSiloOf(int process, string dataFolder)
    {
        try
        {
            string[] words = File.ReadAllText($"/proc/{process}/cmdline").Split('\0');
            return words.Any(word => word.Contains("GaOrleans.Silo", StringComparison.Ordinal)) && words.Contains(dataFolder, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Waits for the end of a process.</summary>
    /// <returns>Whether it ended in time.</returns>
    public static async Task<bool> EndedAsync(int process, string dataFolder, TimeSpan limit)
    {
        long started = Stopwatch.GetTimestamp();
        while (IsSiloOf(process, dataFolder))
        {
            if (Stopwatch.GetElapsedTime(started) > limit) return false;
            await Task.Delay(Step);
        }

        return true;
    }
}
