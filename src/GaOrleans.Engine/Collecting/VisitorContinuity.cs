using GaOrleans.Core.Enrichment;
using GaOrleans.Core.Visits;

namespace GaOrleans.Engine.Collecting;

/// <summary>
/// Lets a visitor keep the id of the day before over midnight UTC while the visit lasts. It remembers who was active in the last half hour of a
/// day, and after midnight who goes on under an old id; it looks only at the times of hits. Safe for concurrent use.
/// <para>
/// Exact when the hits of a visitor reach one process, each visitor's in order of time. A hit that arrives after a later one of the same visit
/// cannot bridge a pause in hindsight: the later ones keep the new day's id and the visit is counted as two. Beyond its capacity further visitors
/// begin a new id at midnight. After a restart <see cref="Learn"/> restores it from the hits of the last half hour, but for visits that span
/// two midnights.
/// </para>
/// </summary>
public sealed class VisitorContinuity
{
    /// <summary>Visitors remembered at most, unless said otherwise: some 100 MB, only at midnight.</summary>
    public const int DefaultCapacity = 1 << 21;

    private const int ShardCount = 64;
    private readonly ContinuityCount _count = new();
    private readonly ContinuityShard[] _shards = new ContinuityShard[ShardCount];

    /// <summary>Makes one that knows nobody.</summary>
    /// <param name="capacity">Visitors remembered at most; beyond it, further visits are cut at midnight.</param>
    public VisitorContinuity(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, ShardCount);
        for (int i = 0; i < ShardCount; i++) _shards[i] = new ContinuityShard(capacity / ShardCount, _count);
    }

    /// <summary>Visitors remembered.</summary>
    public int Count => _count.Value;

    /// <summary>Whether nobody is remembered, so that no hit can continue a visit.</summary>
    public bool IsEmpty => _count.Value == 0;

    /// <summary>Whether a hit of that time may continue a visit or be continued after midnight.</summary>
    public bool Concerns(long timeMs) => IsLastHalfHour(timeMs) || !IsEmpty;

    /// <summary>The id that a hit gets, and remembers what later hits need.</summary>
    /// <param name="timeMs">When it happened.</param>
    /// <param name="receivedMs">When it was received; tells what may be forgotten.</param>
    /// <param name="own">The visitor's id of the hit's day.</param>
    /// <param name="dayBefore">The visitor's id of the day before.</param>
    public ulong Continue(long timeMs, long receivedMs, ulong own, ulong dayBefore)
    {
        ulong id = ShardOf(dayBefore).TryContinue(dayBefore, timeMs, receivedMs, out ulong kept) ? kept : own;
        if (IsLastHalfHour(timeMs)) ShardOf(own).Remember(own, id, timeMs, receivedMs);
        return id;
    }

    /// <summary>
    /// Takes note of a hit that was recovered from the log. To be fed with the hits of at least the last half hour, before new ones are taken;
    /// those of consenting visitors, whose ids have no day, do no harm.
    /// </summary>
    public void Learn(ulong visitor, long timeMs, long receivedMs) => ShardOf(visitor).Remember(visitor, visitor, timeMs, receivedMs);

    private static bool IsLastHalfHour(long timeMs) => timeMs - (VisitorIds.DayOf(timeMs) * VisitorIds.DayMs) >= VisitorIds.DayMs - VisitRules.IdleTimeoutMs;

    private ContinuityShard ShardOf(ulong id) => _shards[(int)(id >> 58)];
}
