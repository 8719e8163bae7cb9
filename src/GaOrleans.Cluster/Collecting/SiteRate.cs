namespace GaOrleans.Cluster.Collecting;

/// <summary>
/// Hits a second of one busy site, averaged over some seconds, and what follows for its shards: more as soon as there are too many hits for them, fewer
/// only with a new hour, and only when there are clearly too many shards. So the visitors of an hour change shards at most while a rush begins.
/// Safe for concurrent use.
/// </summary>
internal sealed class SiteRate(int hitsPerShard, int mostShards, long hour, long second)
{
    private const long HourSeconds = 3600;
    private const double Kept = 0.8, LowShare = 0.75;

    private readonly Lock _lock = new();
    private long _hour = hour, _hourBefore = long.MinValue, _second = second;
    private int _shards = 1, _shardsBefore = 1, _count;
    private double _average;

    /// <summary>Whether the site has more than one shard.</summary>
    internal bool IsSplit => Volatile.Read(ref _shards) > 1;

    /// <summary>The second of the last hit, since 1970.</summary>
    internal long LastSecond => Volatile.Read(ref _second);

    /// <summary>Whether hits received now belong to an hour as a rule.</summary>
    internal static bool IsPresent(long hour, long receivedMs) => receivedMs / 1000 - hour is >= 0 and < HourSeconds;

    /// <summary>Counts a hit and tells its shards.</summary>
    internal int ShardsFor(long hour, long receivedMs)
    {
        lock (_lock)
        {
            if (!IsPresent(hour, receivedMs)) return ShardsOfOther(hour);
            Roll(receivedMs / 1000);
            if (hour > _hour) StartHour(hour);
            _count++;
            if (_shards < mostShards && Rate > (double)_shards * hitsPerShard) Volatile.Write(ref _shards, _shards * 2);
            return hour == _hour ? _shards : ShardsOfOther(hour);
        }
    }

    // The average of past seconds with the one that runs.
    private double Rate => (_average * Kept) + (_count * (1 - Kept));

    private int ShardsOfOther(long hour)
    {
        if (hour == _hour) return _shards;
        return hour == _hourBefore ? _shardsBefore : 1;
    }

    private void Roll(long second)
    {
        // A clock that goes back counts into the second that it was.
        if (second <= _second) return;
        _average = Rate;
        if (second - _second > 1) _average *= Math.Pow(Kept, second - _second - 1);
        _count = 0;
        Volatile.Write(ref _second, second);
    }

    private void StartHour(long hour)
    {
        (_hourBefore, _shardsBefore, _hour) = (_hour, _shards, hour);
        int shards = _shards;
        while (shards > 1 && _average < shards / 2 * (double)hitsPerShard * LowShare) shards /= 2;
        Volatile.Write(ref _shards, shards);
    }
}
