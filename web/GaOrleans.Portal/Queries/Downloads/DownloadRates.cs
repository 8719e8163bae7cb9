using GaOrleans.Engine.Quotas;

namespace GaOrleans.Portal.Queries.Downloads;

/// <summary>Limits how often somebody downloads answers: each is a report that may have to be computed. Safe for concurrent use.</summary>
public sealed class DownloadRates(TimeProvider time)
{
    // A person clicks; a script belongs at the API, which has its own limits.
    private static readonly RateLimit Limit = new(PerSecond: 1, Burst: 20);
    private const int MostUsers = 10_000;

    private readonly Dictionary<string, TokenBucket> _users = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Takes a download of a user.</summary>
    /// <returns>False when the user has to wait.</returns>
    public bool TryTake(string userId)
    {
        long now = time.GetElapsedTime(0).Ticks;
        lock (_lock)
        {
            // Full buckets say nothing, so forgetting all of them at the limit gives everybody at most one burst more.
            if (_users.Count >= MostUsers && !_users.ContainsKey(userId)) _users.Clear();
            TokenBucket bucket = _users.TryGetValue(userId, out TokenBucket there) ? there : TokenBucket.Full(Limit, now);
            bool taken = bucket.TryTake(Limit, now);
            _users[userId] = bucket;
            return taken;
        }
    }
}
