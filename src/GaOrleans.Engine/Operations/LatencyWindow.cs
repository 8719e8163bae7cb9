namespace GaOrleans.Engine.Operations;

/// <summary>Quantiles of a histogram over the last one to two minutes, while the histogram itself counts since the start. For one reader.</summary>
/// <param name="time">The clock.</param>
public sealed class LatencyWindow(TimeProvider time)
{
    private const double MsPerSecond = 1000;

    // What is above the last bound is at least that long; how much longer is not known.
    private const double BeyondFactor = 2;

    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);

    private long[] _older = [], _newer = [];
    private long _turnedAt;

    /// <summary>The quantiles; null when there were no observations.</summary>
    public LatencyQuantiles? Read(LatencyHistogram histogram)
    {
        ReadOnlySpan<long> counts = histogram.Counts;
        if (_newer.Length == 0) _older = _newer = new long[counts.Length];
        long total = 0;
        Span<long> recent = stackalloc long[counts.Length];
        for (int i = 0; i < counts.Length; i++) total += recent[i] = counts[i] - _older[i];
        if (_turnedAt == 0) _turnedAt = time.GetTimestamp();
        if (time.GetElapsedTime(_turnedAt) >= Turn) (_older, _newer, _turnedAt) = (_newer, counts.ToArray(), time.GetTimestamp());
        return total == 0 ? null : new LatencyQuantiles(Quantile(recent, total, 0.5), Quantile(recent, total, 0.99), total);
    }

    private static double Quantile(ReadOnlySpan<long> counts, long total, double share)
    {
        ReadOnlySpan<double> bounds = LatencyHistogram.Bounds;
        double wanted = share * total;
        long seen = 0;
        for (int i = 0; i < bounds.Length; i++)
        {
            seen += counts[i];
            if (seen >= wanted) return bounds[i] * MsPerSecond;
        }

        return bounds[^1] * BeyondFactor * MsPerSecond;
    }
}
