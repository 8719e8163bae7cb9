using System.Collections.Concurrent;

namespace GaOrleans.Http.Api;

/// <summary>
/// Limits the requests of each key: a bucket of tokens that fills steadily. Keys are known ones only, so there are never more buckets than keys.
/// </summary>
internal sealed class RequestRates(HttpOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, Tokens> _tokens = new();

    /// <summary>Takes a token of a key.</summary>
    /// <returns>False when there is none: the key has to wait.</returns>
    public bool TryTake(long keyId)
    {
        Tokens tokens = _tokens.GetOrAdd(keyId, static (_, self) => new Tokens { Left = self.Burst, At = self.Now }, (Burst: (double)options.RequestBurst, Now: clock.GetTimestamp()));
        lock (tokens)
        {
            long now = clock.GetTimestamp();
            double grown = clock.GetElapsedTime(tokens.At, now).TotalSeconds * options.RequestsPerSecond;
            tokens.Left = Math.Min(options.RequestBurst, tokens.Left + grown);
            tokens.At = now;
            if (tokens.Left < 1) return false;
            tokens.Left--;
            return true;
        }
    }

    private sealed class Tokens
    {
        public double Left { get; set; }

        public long At { get; set; }
    }
}
