using System.Globalization;
using GaOrleans.Engine.Operations;
using GaOrleans.Portal.Look;

namespace GaOrleans.Portal.Admin;

/// <summary>Judges figures: what is wrong, worst first. The limits are those of docs/operations.md.</summary>
public static class HealthVerdict
{
    /// <summary>Minutes for which refusals, failures and errors are still told of.</summary>
    public const int RecentMinutes = 5;

    private const double FreshLimitSeconds = 60, FreshWorstSeconds = 3600, CheckpointLimitSeconds = 300, FlushLimitMs = 250;
    private const double DiskWarnShare = 0.10, DiskWorstShare = 0.03;
    private const double MsPerMinute = 60_000;

    /// <summary>What is wrong; empty when all is well.</summary>
    public static IReadOnlyList<HealthFinding> Of(IReadOnlyList<ProcessHealth> processes)
    {
        if (processes.Count == 0) return [new HealthFinding(NoticeKind.Error, null, "No process tells how it is doing.")];
        return [.. processes.SelectMany(OfProcess).OrderByDescending(finding => finding.Kind)];
    }

    /// <summary>Whether a process has told nothing for so long that it is taken for dead.</summary>
    public static bool IsSilent(ProcessHealth process) => process.AgeSeconds > HealthWatch.Silent.TotalSeconds;

    private static IEnumerable<HealthFinding> OfProcess(ProcessHealth process)
    {
        if (IsSilent(process))
        {
            yield return Bad(process, $"has told nothing for {AdminText.Span(process.AgeSeconds)}: it has ended, or hangs");
            yield break;
        }

        foreach (HealthFinding finding in Stored(process).Concat(Answered(process))) yield return finding;
    }

    private static IEnumerable<HealthFinding> Stored(ProcessHealth process)
    {
        if (process.NotReadyBecause is { } why) yield return Bad(process, $"is not ready: {why}");
        if (process.DamagedBuckets > 0) yield return Bad(process, $"has {AdminText.Count(process.DamagedBuckets)} damaged buckets: reports of their hours fail");
        if (process.DamagedLogParts > 0) yield return Bad(process, $"has {AdminText.Count(process.DamagedLogParts)} parts of the log that cannot be used");
        if (process.FreshnessSeconds > FreshLimitSeconds)
            yield return new HealthFinding(process.FreshnessSeconds > FreshWorstSeconds ? NoticeKind.Error : NoticeKind.Warn, process.Name, $"shows hits only {AdminText.Span(process.FreshnessSeconds)} after they came");
        if (process is { CheckpointAgeSeconds: > CheckpointLimitSeconds, LogLag: > 0 }) yield return Warn(process, $"has saved no buckets for {AdminText.Span(process.CheckpointAgeSeconds)}");
        if (process.Flushes is { P99Ms: > FlushLimitMs } flushes) yield return Warn(process, $"has a slow disk: one flush in a hundred takes {AdminText.Ms(flushes.P99Ms)} or more");
        if (process is { DiskFreeBytes: { } free, DiskBytes: > 0 and var all } && free < all * DiskWarnShare)
            yield return new HealthFinding(free < all * DiskWorstShare ? NoticeKind.Error : NoticeKind.Warn, process.Name, $"has {AdminText.Bytes(free)} left on its disk");
    }

    private static IEnumerable<HealthFinding> Answered(ProcessHealth process)
    {
        HealthMinute[] recent = [.. process.Minutes.TakeLast(RecentMinutes)];
        if (recent.Sum(minute => minute.Failed) is > 0 and var failed) yield return Bad(process, $"answered 503 to {AdminText.Count(failed)} requests in the last {RecentMinutes} minutes");
        if (recent.Sum(minute => minute.Refused) is > 0 and var refused) yield return Warn(process, $"answered 429 to {AdminText.Count(refused)} requests in the last {RecentMinutes} minutes");
        int errors = process.Log.Count(line => line.IsError && process.AtMs - line.TimeMs < RecentMinutes * MsPerMinute);
        if (errors > 0) yield return Warn(process, string.Create(CultureInfo.InvariantCulture, $"wrote {errors} error{(errors == 1 ? "" : "s")} into its log in the last {RecentMinutes} minutes"));
    }

    private static HealthFinding Bad(ProcessHealth process, string text) => new(NoticeKind.Error, process.Name, text);

    private static HealthFinding Warn(ProcessHealth process, string text) => new(NoticeKind.Warn, process.Name, text);
}
