namespace GaOrleans.Engine.Quotas;

/// <summary>
/// What this process knows of the hits that a merchant sent this month. The collector adds to it and looks at it without a lock and without waiting; all else
/// is done by the turns of <see cref="HitQuotas"/>, one at a time.
/// </summary>
public sealed class MerchantHits
{
    private long _fresh, _refused;
    private volatile bool _isUsedUp;

    internal MerchantHits(int merchantId) => MerchantId = merchantId;

    /// <summary>The merchant.</summary>
    public int MerchantId { get; }

    /// <summary>Whether further hits are to be refused.</summary>
    public bool IsUsedUp => _isUsedUp;

    /// <summary>Counts hits that were taken.</summary>
    public void Add(long hits) => Interlocked.Add(ref _fresh, hits);

    /// <summary>Notes that a hit was refused: somebody waits for the quota to be raised.</summary>
    public void Refuse() => Volatile.Write(ref _refused, 1);

    /// <summary>Hits that were taken and are not in <see cref="Untold"/> yet.</summary>
    internal long Fresh => Volatile.Read(ref _fresh);

    /// <summary>Hits that the records do not know of yet.</summary>
    internal long Untold { get; private set; }

    /// <summary>From when the oldest of <see cref="Untold"/> is.</summary>
    internal long UntoldSinceMs { get; private set; }

    /// <summary>Hits of all processes, as the records had them last; null when they were not read yet.</summary>
    internal long? KnownToAll { get; private set; }

    /// <summary>How many the merchant may send in a month; null for any number.</summary>
    internal long? Quota { get; set; }

    /// <summary>When <see cref="Quota"/> was read; null for never.</summary>
    internal long? QuotaReadMs { get; set; }

    /// <summary>When a hit came last.</summary>
    internal long SeenMs { get; private set; }

    /// <summary>Takes what came since the last call.</summary>
    /// <returns>Whether anything came, be it refused.</returns>
    internal bool Take(long nowMs)
    {
        long fresh = Interlocked.Exchange(ref _fresh, 0);
        if (Untold == 0) UntoldSinceMs = nowMs;
        Untold += fresh;
        bool came = Interlocked.Exchange(ref _refused, 0) != 0 || fresh > 0;
        if (came || SeenMs == 0) SeenMs = nowMs;
        return came;
    }

    /// <summary>Takes what was added after it had left memory.</summary>
    internal long TakeLate() => Interlocked.Exchange(ref _fresh, 0);

    /// <summary>The records were told hits, and know of so many now.</summary>
    internal void Tell(long hits, long known)
    {
        KnownToAll = known;
        Untold -= hits;
        Decide();
    }

    /// <summary>Decides whether further hits are refused.</summary>
    internal void Decide() => _isUsedUp = KnownToAll + Untold >= Quota;
}
