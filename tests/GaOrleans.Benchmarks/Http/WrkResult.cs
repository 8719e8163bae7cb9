namespace GaOrleans.Benchmarks.Http;

/// <summary>What wrk measured, and what it cost the server.</summary>
internal readonly record struct WrkResult(double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds, long Refused)
{
    /// <summary>Processor time that the server took for a request.</summary>
    public TimeSpan CpuPerRequest { get; init; }
}
