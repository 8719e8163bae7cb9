using GaOrleans.Engine.Quotas;

namespace GaOrleans.Cluster.Quotas;

/// <inheritdoc cref="IQuotaGrain"/>
internal sealed class QuotaGrain(TimeProvider time) : Grain, IQuotaGrain
{
    private const int LongestWaitMs = 1_000;

    private TokenBucket? _bucket;

    public ValueTask<RateLease> TakeAsync(int spent, int wanted, double perSecond, double burst)
    {
        var limit = new RateLimit(perSecond, burst);
        long now = time.GetElapsedTime(0).Ticks;
        TokenBucket bucket = _bucket ?? TokenBucket.Full(limit, now);
        bucket.Fill(limit, now);
        bucket.Take(spent, limit);
        int granted = (int)Math.Clamp(bucket.Left, 0, wanted);
        bucket.Take(granted, limit);
        _bucket = bucket;
        int wait = granted > 0 ? 0 : (int)Math.Clamp(Math.Ceiling((1 - bucket.Left) / perSecond * 1_000), 1, LongestWaitMs);
        return new ValueTask<RateLease>(new RateLease(granted, wait));
    }
}
