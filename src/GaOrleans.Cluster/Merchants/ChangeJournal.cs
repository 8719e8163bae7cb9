namespace GaOrleans.Cluster.Merchants;

/// <summary>
/// The latest changes of the configuration, so that a silo that missed some learns which. A change is over when all silos were told, or when it is so
/// old that whoever began it has given up. One caller at a time.
/// </summary>
internal sealed class ChangeJournal
{
    /// <summary>Changes kept in memory.</summary>
    public const int MostKept = 16_384;

    /// <summary>Changes stored, beside those that are not over.</summary>
    public const int MostStored = 256;

    /// <summary>Time after which nobody can be at a change any more: calls of grains take 30 s at most.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);

    private readonly List<Entry> _entries = [];
    private long _last;

    /// <summary>A journal as it was stored: none of its changes is known to be over.</summary>
    public ChangeJournal(IEnumerable<ChangeMark> stored, long last, DateTimeOffset now)
    {
        foreach (ChangeMark mark in stored) _entries.Add(new Entry { Number = mark.Number, Merchant = mark.Merchant, BeganAt = now });
        _last = last;
    }

    /// <summary>Number of the last change.</summary>
    public long Last => _last;

    /// <summary>Begins a change and gives it its number.</summary>
    public long Begin(int merchant, DateTimeOffset now)
    {
        _entries.Add(new Entry { Number = ++_last, Merchant = merchant, BeganAt = now });
        if (_entries.Count > MostKept) _entries.RemoveRange(0, MostKept / 4);
        return _last;
    }

    /// <summary>All silos were told of a change.</summary>
    public void End(long number, long version)
    {
        int at = IndexAfter(number - 1);
        if (at == _entries.Count || _entries[at].Number != number) return;
        _entries[at].Version = version;
        _entries[at].Over = true;
    }

    /// <summary>Number of the change up to which all are over.</summary>
    public long KnownTo(DateTimeOffset now)
    {
        foreach (Entry entry in _entries)
        {
            if (!entry.Over && now - entry.BeganAt < Abandoned) return entry.Number - 1;
        }

        return _last;
    }

    /// <summary>The changes after a number; null when not all of them are known any more.</summary>
    public ChangeMark[]? After(long number)
    {
        long first = _entries.Count == 0 ? _last + 1 : _entries[0].Number;
        return number < first - 1 ? null : [.. _entries.Skip(IndexAfter(number)).Select(Mark)];
    }

    /// <summary>What has to be stored.</summary>
    public ChangeMark[] ToStore(DateTimeOffset now) => [.. _entries.Skip(IndexAfter(Math.Min(KnownTo(now), _last - MostStored))).Select(Mark)];

    private static ChangeMark Mark(Entry entry) => new(entry.Number, entry.Merchant, entry.Version);

    private int IndexAfter(long number)
    {
        int low = 0, high = _entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].Number <= number) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private sealed class Entry
    {
        public required long Number { get; init; }

        public required int Merchant { get; init; }

        public required DateTimeOffset BeganAt { get; init; }

        public long Version { get; set; }

        public bool Over { get; set; }
    }
}
