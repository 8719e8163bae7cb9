namespace GaOrleans.Benchmarks.Http;

/// <summary>What wrk measured.</summary>
internal readonly record struct WrkResult(double RequestsPerSecond, double P50Milliseconds, double P99Milliseconds, long Refused);
