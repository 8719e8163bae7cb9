using System.Diagnostics;
using System.Globalization;

namespace GaOrleans.Benchmarks.Http;

/// <summary>Processor time of a process and its children. Unlike requests a second it tells much also on a machine that does other things.</summary>
internal static class CpuTime
{
    /// <summary>User and system time so far.</summary>
    public static TimeSpan Of(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        TimeSpan sum = process.TotalProcessorTime;
        foreach (string child in File.ReadAllText(Children(processId)).Split(' ', StringSplitOptions.RemoveEmptyEntries)) sum += Of(int.Parse(child, CultureInfo.InvariantCulture));
        return sum;
    }

    private static string Children(int processId) => string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task/{processId}/children");
}
