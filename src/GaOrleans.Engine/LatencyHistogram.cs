namespace GaOrleans.Engine;

/// <summary>Counts how long something took, for metrics. Safe for concurrent use; allocates nothing.</summary>
public class LatencyHistogram
{
    private static readonly double[] UpperSeconds = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
    private readonly long[] _counts = new long[UpperSeconds.Length + 1];
    private long _ticks;

    /// <summary>Upper bounds of the buckets, in seconds.</summary>
    public static ReadOnlySpan<double> Bounds => UpperSeconds;

    /// <summary>Observations in each bucket, at the end those above the last bound.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>Sum of all observations, in seconds.</summary>
    public double SumSeconds => TimeSpan.FromTicks(Volatile.Read(ref _ticks)).TotalSeconds;

    /// <summary>Adds an observation.</summary>
    public void Add(TimeSpan taken)
    {
        double seconds = taken.TotalSeconds;
        int bucket = 0;
        while (bucket < UpperSeconds.Length && seconds > UpperSeconds[bucket]) bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _ticks, taken.Ticks);
    }
}
