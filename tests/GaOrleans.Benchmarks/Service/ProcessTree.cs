using System.Diagnostics;
using System.Globalization;

namespace GaOrleans.Benchmarks.Service;

/// <summary>What Linux tells of processes and their children.</summary>
internal static class ProcessTree
{
    /// <summary>The children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int processId)
    {
        string[] threads = Directory.GetDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task"));
        return [.. threads.SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
    }

    /// <summary>Resident memory of a process, in bytes; 0 when it has ended.</summary>
    public static long MemoryOf(int processId)
    {
        try
        {
            using Process process = Process.GetProcessById(processId);
            return process.WorkingSet64;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }
}
