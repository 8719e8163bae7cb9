using GaOrleans.Core.Buckets;

namespace GaOrleans.Cluster.Reports;

/// <summary>
/// The symbols that the views of each site share, bounded: those of a site are made anew when they have grown too large, and the sites not asked for longest
/// leave when all together have. Views with symbols that have left are not found in the cache any more, and go with time. Safe for concurrent use.
/// </summary>
internal sealed class SymbolsBySite(long mostBytes, long mostBytesOfASite)
{
    private const int EmptyBytes = 2_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>Sites that have symbols.</summary>
    internal int Sites
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>The symbols of a site at present.</summary>
    internal SiteSymbols Of(int site)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(site, out LinkedListNode<Entry>? node)) Use(node);
            else _entries.Add(site, node = _byUse.AddLast(new Entry(site)));
            Measure(node.Value, mostBytesOfASite);
            while (_bytes > mostBytes && _byUse.First is { } oldest && oldest != node)
            {
                _entries.Remove(oldest.Value.Site);
                _byUse.RemoveFirst();
                _bytes -= oldest.Value.Bytes;
            }

            return node.Value.Symbols;
        }
    }

    private void Use(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _byUse.AddLast(node);
    }

    private void Measure(Entry entry, long most)
    {
        if (entry.Symbols.SizeBytes > most) entry.Symbols = new SiteSymbols();
        long bytes = EmptyBytes + entry.Symbols.SizeBytes;
        _bytes += bytes - entry.Bytes;
        entry.Bytes = bytes;
    }

    private sealed class Entry(int site)
    {
        public int Site => site;

        public SiteSymbols Symbols { get; set; } = new();

        public long Bytes { get; set; }
    }
}
