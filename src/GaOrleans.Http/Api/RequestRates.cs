using System.Collections.Concurrent;
using GaOrleans.Engine.Quotas;

namespace GaOrleans.Http.Api;

/// <summary>
/// Limits the requests of each key in this process: a bucket of tokens that fills steadily. Keys are known ones only, so there are never more buckets than keys.
/// </summary>
internal sealed class RequestRates(HttpOptions options, TimeProvider clock) : IRequestRates
{
    private readonly ConcurrentDictionary<long, Tokens> _tokens = new();

    private RateLimit Limit => new(options.RequestsPerSecond, options.RequestBurst);

    private long Now => clock.GetElapsedTime(0).Ticks;

    /// <inheritdoc/>
    public bool TryTake(long keyId)
    {
        Tokens tokens = _tokens.GetOrAdd(keyId, static (_, self) => new Tokens { Bucket = TokenBucket.Full(self.Limit, self.Now) }, this);
        lock (tokens) return tokens.Bucket.TryTake(Limit, Now);
    }

    private sealed class Tokens
    {
        public TokenBucket Bucket;
    }
}
