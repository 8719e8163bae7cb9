using System.Net;
using System.Net.Sockets;
using GaOrleans.Engine.Quotas;

namespace GaOrleans.Portal.Accounts;

/// <summary>
/// How often one may try to sign in, ask for a reset and the like: a bucket of tokens for each network address and one for each account named, known
/// or not. Each process counts by itself and refuses at once what it knows to be too much; in a cluster all of them count together as well.
/// </summary>
internal sealed class SignInRates(TimeProvider time, IAttemptRates? shared = null)
{
    /// <summary>Attempts from one address: 20 at once, then one in six seconds. Offices share an address.</summary>
    public static readonly RateLimit ByAddress = new(1.0 / 6, 20);

    /// <summary>Attempts at one account: 10 at once, then one in half a minute.</summary>
    public static readonly RateLimit ByAccount = new(1.0 / 30, 10);

    private const int MostBuckets = 50_000;
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes a token for an attempt.</summary>
    /// <param name="address">The network address; null when not known.</param>
    /// <param name="account">Which account was named; null for none.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>Null when the attempt may be made, else in how many seconds to try again.</returns>
    public async ValueTask<int?> TakeAsync(string? address, string? account, CancellationToken ct)
    {
        // The account's bucket is spared by whoever is refused already: else one address could keep everybody out.
        return await TakeAsync("a " + NetworkOf(address), ByAddress, ct) ?? (account is null ? null : await TakeOfAsync(account, ct));
    }

    /// <summary>Takes a token for something that is limited from wherever it is asked, as an account is.</summary>
    public ValueTask<int?> TakeOfAsync(string account, CancellationToken ct) => TakeAsync("u " + account, ByAccount, ct);

    private async ValueTask<int?> TakeAsync(string key, RateLimit limit, CancellationToken ct)
    {
        int? wait;
        lock (_lock)
        {
            long now = time.GetUtcNow().UtcTicks;
            if (_buckets.Count >= MostBuckets) Forget(now);
            wait = Take(key, limit, now);
        }

        return wait is null && shared is not null ? await shared.TakeAsync(key, limit, ct) : wait;
    }

    /// <summary>An address, of IPv6 the network that one customer as a rule has as a whole.</summary>
    public static string NetworkOf(string? address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? parsed)) return "";
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        if (parsed.AddressFamily != AddressFamily.InterNetworkV6) return parsed.ToString();
        byte[] bytes = parsed.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }

    private int? Take(string key, RateLimit limit, long now)
    {
        TokenBucket bucket = _buckets.TryGetValue(key, out TokenBucket there) ? there : TokenBucket.Full(limit, now);
        bool taken = bucket.TryTake(limit, now);
        _buckets[key] = bucket;
        return taken ? null : Math.Max(1, (int)Math.Ceiling((1 - bucket.Left) / limit.PerSecond));
    }

    // Full buckets say no more than none. If too many are left, somebody has very many addresses: then all are forgotten, and locks still hold.
    private void Forget(long now)
    {
        foreach ((string key, TokenBucket kept) in _buckets.ToArray())
        {
            RateLimit limit = key[0] == 'a' ? ByAddress : ByAccount;
            TokenBucket bucket = kept;
            bucket.Fill(limit, now);
            if (bucket.Left >= limit.Burst) _buckets.Remove(key);
        }

        if (_buckets.Count >= MostBuckets) _buckets.Clear();
    }
}
