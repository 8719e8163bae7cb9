using System.Collections.Concurrent;
using System.Globalization;
using GaOrleans.Engine.Accounts;
using GaOrleans.Engine.Records;

namespace GaOrleans.Engine.Quotas;

/// <summary>
/// Counts the hits that merchants send in a month by UTC, and says whose are used up. Each process counts what it takes; in its turns, one a second, it tells
/// the records, which have the sum of all processes: at the latest after a minute, and at once when what it has to tell matters beside what is left of the
/// quota. So the count is nearly exact: a process that dies forgets a minute's hits at most, and several may together take some more than the quota in the
/// seconds until they know of each other. Hits count when they are taken, whatever their own time, without those that tell how long a page was looked at.
/// While records are out of reach nothing is refused that was not before.
/// </summary>
/// <param name="records">Where counts are kept.</param>
/// <param name="plans">The quotas of merchants.</param>
/// <param name="settings">The quota of those that have none of their own.</param>
/// <param name="time">The clock.</param>
public sealed class HitQuotas(IRecordStore records, MerchantPlans plans, ServiceSettings settings, TimeProvider time)
{
    /// <summary>How long a process keeps hits to itself at most.</summary>
    public static readonly TimeSpan LongestUntold = TimeSpan.FromMinutes(1);

    /// <summary>How often the quota of a merchant is read that sends hits in vain.</summary>
    public static readonly TimeSpan QuotaHolds = TimeSpan.FromSeconds(2);

    // What is untold matters when it is more than a fiftieth of what is left.
    private const int Matters = 50;

    // Who sends nothing for so long leaves memory.
    private const long ForgottenMs = 600_000;

    // Asked to come back sooner than the month ends, since the quota may be raised.
    private const int LongestRetrySeconds = 3600;

    private readonly ConcurrentDictionary<int, MerchantHits> _merchants = new();

    // Taken out of memory in the turn before. The collector may have found them just then; what it added afterwards is counted with what is there now.
    private readonly List<MerchantHits> _left = [];
    private readonly HitRecords _counts = new(records);
    private string? _month;

    /// <summary>When to try again after a refusal: when the month is over, or in an hour, since the quota may have been raised by then.</summary>
    public int RetryAfterSeconds
    {
        get
        {
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset next = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            return (int)Math.Clamp(Math.Ceiling((next - now).TotalSeconds), 1, LongestRetrySeconds);
        }
    }

    /// <summary>The hits of a merchant in this process, for the collector.</summary>
    public MerchantHits Of(int merchantId) => _merchants.TryGetValue(merchantId, out MerchantHits? known) ? known : _merchants.GetOrAdd(merchantId, static id => new MerchantHits(id));

    /// <summary>What a merchant has sent this month, for people to read.</summary>
    public async ValueTask<MonthlyHits> ReadAsync(int merchantId, CancellationToken ct)
    {
        string month = MonthOf(time.GetUtcNow());
        long told = (await _counts.ReadAsync(HitRecords.BlockOf(merchantId), month, ct)).GetValueOrDefault(merchantId);
        long own = _merchants.TryGetValue(merchantId, out MerchantHits? known) ? known.Untold + known.Fresh : 0;
        return new MonthlyHits(month, told + own, await QuotaAsync(merchantId, ct));
    }

    /// <summary>One turn: takes what came, tells the records what has to be told, and decides whose hits are used up. One at a time.</summary>
    /// <exception cref="IOException">Records are out of reach; the next turn makes up for it.</exception>
    public async ValueTask TurnAsync(CancellationToken ct)
    {
        DateTimeOffset now = time.GetUtcNow();
        TakeLate();
        await EnterMonthAsync(MonthOf(now), ct);
        long nowMs = now.ToUnixTimeMilliseconds();
        var due = new HashSet<int>();
        foreach ((int id, MerchantHits merchant) in _merchants)
        {
            if (merchant.Take(nowMs))
            {
                if (IsQuotaOld(merchant, nowMs)) await ReadQuotaAsync(merchant, nowMs, ct);
            }
            else if (merchant.Untold == 0 && nowMs - merchant.SeenMs > ForgottenMs)
            {
                _merchants.TryRemove(id, out _);
                _left.Add(merchant);
            }

            if (IsDue(merchant, nowMs)) due.Add(HitRecords.BlockOf(id));
            merchant.Decide();
        }

        await TellAsync(due, ct);
    }

    /// <summary>Tells the records all that they do not know yet: before the process ends.</summary>
    public async ValueTask TellAllAsync(CancellationToken ct)
    {
        TakeLate();
        var blocks = new HashSet<int>();
        long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach ((int id, MerchantHits merchant) in _merchants)
        {
            merchant.Take(nowMs);
            if (merchant.Untold > 0) blocks.Add(HitRecords.BlockOf(id));
        }

        await TellAsync(blocks, ct);
    }

    // What was taken in the last second of a month is told to it before the next begins.
    private async ValueTask EnterMonthAsync(string month, CancellationToken ct)
    {
        if (_month == month) return;
        if (_month is not null)
        {
            await TellAllAsync(ct);
            _left.AddRange(_merchants.Values);
            _merchants.Clear();
        }

        _month = month;
    }

    private void TakeLate()
    {
        foreach (MerchantHits left in _left)
        {
            if (left.TakeLate() is > 0 and var late) Of(left.MerchantId).Add(late);
        }

        _left.Clear();
    }

    private static bool IsQuotaOld(MerchantHits merchant, long nowMs) =>
        merchant.QuotaReadMs is not { } read || nowMs - read >= (merchant.IsUsedUp ? QuotaHolds : LongestUntold).TotalMilliseconds;

    private async ValueTask ReadQuotaAsync(MerchantHits merchant, long nowMs, CancellationToken ct)
    {
        merchant.Quota = await QuotaAsync(merchant.MerchantId, ct);
        merchant.QuotaReadMs = nowMs;
    }

    private async ValueTask<long?> QuotaAsync(int merchantId, CancellationToken ct) => (await plans.OfAsync(merchantId, ct)).MonthlyHits ?? (await settings.GetAsync(ct)).DefaultMonthlyHits;

    private static bool IsDue(MerchantHits merchant, long nowMs)
    {
        if (merchant.Untold == 0) return false;
        if (nowMs - merchant.UntoldSinceMs >= LongestUntold.TotalMilliseconds) return true;
        if (merchant.Quota is not { } quota) return false;
        return merchant.KnownToAll is not { } known || merchant.Untold * Matters >= quota - known - merchant.Untold;
    }

    private async ValueTask TellAsync(IReadOnlyCollection<int> blocks, CancellationToken ct)
    {
        if (_month is not { } month) return;
        foreach (int block in blocks)
        {
            MerchantHits[] merchants = [.. HitRecords.MerchantsOf(block).Select(id => _merchants.GetValueOrDefault(id)).OfType<MerchantHits>()];
            Dictionary<int, long> more = merchants.Where(merchant => merchant.Untold > 0).ToDictionary(merchant => merchant.MerchantId, merchant => merchant.Untold);
            IReadOnlyDictionary<int, long> sums = await _counts.AddAsync(block, month, more, ct);
            foreach (MerchantHits merchant in merchants) merchant.Tell(more.GetValueOrDefault(merchant.MerchantId), sums.GetValueOrDefault(merchant.MerchantId));
        }
    }

    private static string MonthOf(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
