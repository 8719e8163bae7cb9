using System.Collections.Concurrent;
using GaOrleans.Engine.Quotas;
using Microsoft.Extensions.Logging;

namespace GaOrleans.Cluster.Quotas;

/// <summary>
/// Limits the requests of each key over all silos. A key's grain has the tokens; each silo leases some ahead, so that a request takes one without waiting.
/// While it has no lease, it gives out tokens of its own share (the limit divided by the number of silos) and tells the grain of them, so in the long run
/// no more are given out than the limit allows. When the grain does not answer, the shares alone decide.
/// </summary>
internal sealed partial class LeasedRequestRates(IGrainFactory grains, ISiloStatusOracle silos, RateLimit limit, TimeProvider clock, ILogger<LeasedRequestRates> logger) : IRequestRates
{
    // About what a busy key needs until the next lease is here.
    private const double LeaseSeconds = 0.1;

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(1), CountedFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<long, LeasedTokens> _keys = new();
    private readonly int _smallest = (int)Math.Clamp(limit.PerSecond * LeaseSeconds, 1, limit.Burst);
    private int _silos = 1;
    private long _countAt;

    /// <inheritdoc/>
    public bool TryTake(long keyId)
    {
        LeasedTokens tokens = _keys.GetOrAdd(keyId, static (_, self) => new LeasedTokens { Share = TokenBucket.Full(self.Share(), self.Now) }, this);
        bool ask, taken;
        lock (tokens)
        {
            long now = Now;
            taken = TryTake(tokens, now);
            ask = !tokens.Asking && tokens.Granted * 2 < _smallest && now >= tokens.RefusedUntil && now >= tokens.SilentUntil;
            tokens.Asking |= ask;
        }

        if (ask) _ = AskAsync(keyId, tokens);
        return taken;
    }

    private long Now => clock.GetElapsedTime(0).Ticks;

    private RateLimit Share() => new(limit.PerSecond / _silos, Math.Max(1, limit.Burst / _silos));

    private bool TryTake(LeasedTokens tokens, long now)
    {
        if (tokens.Granted > 0) tokens.Granted--;
        else if (now < tokens.RefusedUntil || !tokens.Share.TryTake(Share(), now)) return false;
        else tokens.Debt++;
        tokens.Used++;
        return true;
    }

    private async Task AskAsync(long keyId, LeasedTokens tokens)
    {
        CountSilos();
        int spent, wanted;
        lock (tokens)
        {
            spent = tokens.Debt;
            wanted = (int)Math.Clamp(2.0 * tokens.Used, _smallest, Math.Max(_smallest, limit.Burst));
            tokens.Debt = tokens.Used = 0;
        }

        try
        {
            RateLease lease = await grains.GetGrain<IQuotaGrain>(keyId).TakeAsync(spent, wanted, limit.PerSecond, limit.Burst).AsTask().WaitAsync(AnswerTime, clock);
            lock (tokens)
            {
                tokens.Granted += lease.Granted;
                tokens.RefusedUntil = Now + (lease.WaitMs * TimeSpan.TicksPerMillisecond);
                tokens.Asking = false;
            }
        }
        catch (Exception e)
        {
            LogUnanswered(e, keyId);
            lock (tokens)
            {
                tokens.SilentUntil = Now + Silence.Ticks;
                tokens.Asking = false;
            }
        }
    }

    private void CountSilos()
    {
        long now = Now;
        if (now < Volatile.Read(ref _countAt)) return;
        Volatile.Write(ref _countAt, now + CountedFor.Ticks);
        _silos = Math.Max(1, silos.GetApproximateSiloStatuses(onlyActive: true).Count);
    }

    [LoggerMessage(EventId = 211, Level = LogLevel.Warning, Message = "the limit of key {KeyId} is not kept over all silos for a second: its grain does not answer")]
    private partial void LogUnanswered(Exception e, long keyId);
}
