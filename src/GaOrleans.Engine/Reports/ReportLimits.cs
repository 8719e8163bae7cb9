namespace GaOrleans.Engine.Reports;

/// <summary>How much reports may cost. Bound once and validated at start.</summary>
public sealed class ReportLimits
{
    /// <summary>Rows up to which distinct visitors of a range are counted exactly; beyond, day by day with a sketch. Default 25 million. Their views are in memory while a report runs.</summary>
    public long ExactRows { get; set; } = 25_000_000;

    /// <summary>Reports that are computed at the same time; answers from the cache do not count. Default half the processors, at least 2.</summary>
    public int MaxRunning { get; set; } = Math.Max(2, Environment.ProcessorCount / 2);

    /// <summary>Reports that may wait for one of these places; further ones are answered 429. Default 64.</summary>
    public int MaxWaiting { get; set; } = 64;

    /// <summary>Threads of one report. Default one a processor, at most 4.</summary>
    public int Parallelism { get; set; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Time after which a report is answered 503, waiting included. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Hours before and after a range up to which the visits that cross its ends are followed; one that goes on further is cut there, and the answer says so.
    /// Default 31 days. It bounds what a visitor id that many visitors share, and that therefore never pauses, costs each report.
    /// </summary>
    public int VisitReachHours { get; set; } = 31 * 24;

    /// <summary>Memory of cached answers in bytes. Default 128 MiB.</summary>
    public long CacheBytes { get; set; } = 128L * 1024 * 1024;

    /// <summary>Largest answer that is cached, in bytes. Default 1 MiB.</summary>
    public int CachedAnswerBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Memory for visits laid out for the reports of dashboards, in bytes; 25 to 32 a hit of the range, and the views that they were made of stay in memory with them.
    /// Default a sixteenth of what the process may use; 0 for none. A site and range for which it does not suffice is answered as by single reports.
    /// </summary>
    public long VisitTableBytes { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16;

    /// <summary>Age at which the instant of freshness in a cached answer is renewed; it is true at any age. Default 1 second.</summary>
    public TimeSpan RestampAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Days of one export. Default 366.</summary>
    public int ExportDays { get; set; } = 366;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value makes no sense; the message says which and why.</exception>
    public void Validate()
    {
        Require(ExactRows >= 0, nameof(ExactRows), "at least 0");
        Require(MaxRunning >= 1, nameof(MaxRunning), "at least 1");
        Require(MaxWaiting >= 0, nameof(MaxWaiting), "at least 0");
        Require(Parallelism >= 1, nameof(Parallelism), "at least 1");
        Require(Timeout > TimeSpan.Zero, nameof(Timeout), "positive");
        Require(VisitReachHours >= 1, nameof(VisitReachHours), "at least 1");
        Require(CacheBytes >= 0, nameof(CacheBytes), "at least 0");
        Require(CachedAnswerBytes >= 0, nameof(CachedAnswerBytes), "at least 0");
        Require(VisitTableBytes >= 0, nameof(VisitTableBytes), "at least 0");
        Require(RestampAfter >= TimeSpan.Zero, nameof(RestampAfter), "not negative");
        Require(ExportDays >= 1, nameof(ExportDays), "at least 1");
    }

    private static void Require(bool holds, string name, string what)
    {
        if (!holds) throw new ArgumentException($"cannot use the report limits: {name} must be {what}");
    }
}
