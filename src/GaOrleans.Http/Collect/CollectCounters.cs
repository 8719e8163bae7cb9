using GaOrleans.Core.Hits;

namespace GaOrleans.Http.Collect;

/// <summary>What the collector has seen since the start.</summary>
internal sealed class CollectCounters
{
    private readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    private long _requests, _accepted, _duplicates, _invalid, _overloaded, _unavailable, _refused;

    /// <summary>Requests to any collect endpoint.</summary>
    public long Requests => Volatile.Read(ref _requests);

    /// <summary>Hits stored and counted.</summary>
    public long Accepted => Volatile.Read(ref _accepted);

    /// <summary>Hits whose event id was counted before.</summary>
    public long Duplicates => Volatile.Read(ref _duplicates);

    /// <summary>Events that were wrong.</summary>
    public long Invalid => Volatile.Read(ref _invalid);

    /// <summary>Requests answered 429 because a queue was full.</summary>
    public long Overloaded => Volatile.Read(ref _overloaded);

    /// <summary>Requests answered 503 because storage did not work.</summary>
    public long Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Requests refused as a whole: too large, bad encoding, bad key.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Hits that do not count.</summary>
    public long Dropped(DropReason reason) => Volatile.Read(ref _dropped[(int)reason]);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountInvalid() => Interlocked.Increment(ref _invalid);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountOverloaded() => Interlocked.Increment(ref _overloaded);

    public void CountUnavailable() => Interlocked.Increment(ref _unavailable);

    public void CountDropped(DropReason reason, int hits) => Interlocked.Add(ref _dropped[(int)reason], hits);

    public void CountStored(int accepted, int duplicates)
    {
        Interlocked.Add(ref _accepted, accepted);
        if (duplicates > 0) Interlocked.Add(ref _duplicates, duplicates);
    }
}
