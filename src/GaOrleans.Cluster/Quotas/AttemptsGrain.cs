using GaOrleans.Engine.Quotas;

namespace GaOrleans.Cluster.Quotas;

/// <inheritdoc cref="IAttemptsGrain"/>
// All buckets are full again after five minutes.
[CollectionAgeLimit(Minutes = 10)]
internal sealed class AttemptsGrain(TimeProvider time) : Grain, IAttemptsGrain
{
    private TokenBucket? _bucket;

    public ValueTask<int> TakeAsync(double perSecond, double burst)
    {
        var limit = new RateLimit(perSecond, burst);
        long now = time.GetElapsedTime(0).Ticks;
        TokenBucket bucket = _bucket ?? TokenBucket.Full(limit, now);
        bool taken = bucket.TryTake(limit, now);
        _bucket = bucket;
        return new(taken ? 0 : Math.Max(1, (int)Math.Ceiling((1 - bucket.Left) / perSecond)));
    }
}
