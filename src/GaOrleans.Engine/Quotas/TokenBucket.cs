using System.Runtime.InteropServices;

namespace GaOrleans.Engine.Quotas;

/// <summary>A bucket of tokens that fills steadily. Times are ticks (100 ns) of one clock that does not run back. One caller at a time.</summary>
[StructLayout(LayoutKind.Auto)]
public struct TokenBucket
{
    private double _left;
    private long _at;

    /// <summary>A full bucket.</summary>
    public static TokenBucket Full(RateLimit limit, long now) => new() { _left = limit.Burst, _at = now };

    /// <summary>The tokens that there are; negative when more were taken than there were.</summary>
    public readonly double Left => _left;

    /// <summary>Lets it fill up to an instant.</summary>
    public void Fill(RateLimit limit, long now)
    {
        double seconds = (double)Math.Max(0, now - _at) / TimeSpan.TicksPerSecond;
        _left = Math.Min(limit.Burst, _left + (seconds * limit.PerSecond));
        _at = Math.Max(_at, now);
    }

    /// <summary>Takes a token, when there is one.</summary>
    public bool TryTake(RateLimit limit, long now)
    {
        Fill(limit, now);
        if (_left < 1) return false;
        _left--;
        return true;
    }

    /// <summary>Takes tokens whether they are there or not, but leaves no more debt than one burst.</summary>
    public void Take(int tokens, RateLimit limit) => _left = Math.Max(-limit.Burst, _left - tokens);
}
