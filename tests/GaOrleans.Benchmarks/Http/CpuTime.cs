using System.Diagnostics;
using GaOrleans.Benchmarks.Service;

namespace GaOrleans.Benchmarks.Http;

/// <summary>Processor time of a process and its children. Unlike requests a second it tells much also on a machine that does other things.</summary>
internal static class CpuTime
{
    /// <summary>User and system time so far.</summary>
    public static TimeSpan Of(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        TimeSpan sum = process.TotalProcessorTime;
        foreach (int child in ProcessTree.ChildrenOf(processId)) sum += Of(child);
        return sum;
    }
}
