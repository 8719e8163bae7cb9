using System.Runtime.CompilerServices;
using GaOrleans.Core.Sites;

namespace GaOrleans.Core.Buckets;

/// <summary>
/// A bucket as reports read it: immutable columns, rows sorted by visitor (unsigned), then time, then content.
/// Rows of one visitor are a run. Dictionary-coded columns are decoded when first asked for, and values beyond the kept limits
/// of <see cref="BucketLimits"/> are folded into <c>(other)</c> then. Safe for concurrent use.
/// </summary>
public sealed partial class BucketView
{
    /// <summary>Milliseconds of the longest hour; times are below it.</summary>
    public const int HourMs = 3_600_000;

    private const int ColumnCount = 6;

    private readonly ViewSource _source;
    private readonly BucketLimits _limits;
    private readonly ViewRows _rows;
    private readonly DecodedColumn?[] _columns = new DecodedColumn?[ColumnCount];
    private ulong[]? _eventIds;
    private ulong[]? _sortedEventIds;
    private bool _eventIdsKnown;
    private WeakReference<BucketView>? _lastFiltered;

    internal BucketView(BucketKey key, SiteSymbols symbols, BucketLimits limits, ViewRows rows, ViewSource source, long heldBytes)
    {
        Key = key;
        Symbols = symbols;
        _limits = limits;
        _rows = rows;
        _source = source;
        long everyRow = (5 * rows.TimesMs.Length) + (12L * rows.RunVisitors.Length);
        long rare = (24L * rows.Revenue.Length) + (8L * (rows.EngagementMs.Length + rows.ScrollDepth.Length));

        // Reports keep the rows cut into segments with the view, about one a run, the codes with which each and its visit begin, and its visitor's number, which takes more where it is new.
        long segments = (Unsafe.SizeOf<Visits.Segment>() + 16L + sizeof(int) + Visits.VisitorNumbers.VisitorBytes) * (rows.RunVisitors.Length + 1);

        // A bucket is small beside its columns; event ids, which few have, count when they are there.
        SizeBytes = 600 + heldBytes + everyRow + rare + segments + (4L * ColumnCount * rows.TimesMs.Length) + (source.HasEventIds ? 16L * rows.TimesMs.Length : 0);
    }

    /// <summary>Which bucket.</summary>
    public BucketKey Key { get; }

    /// <summary>The tables that the codes of all columns refer to.</summary>
    public SiteSymbols Symbols { get; }

    /// <summary>The visitor of each run, ascending and distinct.</summary>
    public ulong[] RunVisitors => _rows.RunVisitors;

    /// <summary>First row of each run, and the number of rows as a last element.</summary>
    public int[] RunStarts => _rows.RunStarts;

    /// <summary>Time of each row in milliseconds after the start of the hour.</summary>
    public int[] TimesMs => _rows.TimesMs;

    /// <summary>Kind of each row.</summary>
    public RowFlags[] Flags => _rows.Flags;

    /// <summary>Rows that carry revenue, ascending.</summary>
    public SparseRevenue[] Revenue => _rows.Revenue;

    /// <summary>Rows that carry engaged milliseconds, ascending.</summary>
    public SparseValue[] EngagementMs => _rows.EngagementMs;

    /// <summary>Rows that carry a scroll depth, ascending.</summary>
    public SparseValue[] ScrollDepth => _rows.ScrollDepth;

    /// <summary>Number of rows.</summary>
    public int RowCount => _rows.TimesMs.Length;

    /// <summary>Memory that the view holds once all columns were asked for, in bytes, without <see cref="Symbols"/>.</summary>
    public long SizeBytes { get; }

    /// <summary>The event id of each row, 0 for none; null when no row has one.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Codes"/>.</exception>
    public ulong[]? EventIds
    {
        get
        {
            if (Volatile.Read(ref _eventIdsKnown)) return _eventIds;
            Interlocked.CompareExchange(ref _eventIds, _source.EventIds(), comparand: null);
            Volatile.Write(ref _eventIdsKnown, value: true);
            return _eventIds;
        }
    }

    internal BucketLimits Limits => _limits;

    internal ViewSource Source => _source;

    /// <summary>The view of some of its rows that was last made.</summary>
    internal WeakReference<BucketView>? LastFiltered
    {
        get => Volatile.Read(ref _lastFiltered);
        set => Volatile.Write(ref _lastFiltered, value);
    }

    internal bool HasEventIds => _source.HasEventIds;

    /// <summary>The event ids there are, ascending; kept once made, since neighbouring hours are compared in every query.</summary>
    internal ulong[] SortedEventIds
    {
        get
        {
            ulong[]? known = Volatile.Read(ref _sortedEventIds);
            if (known is not null) return known;
            ulong[] sorted = EventIds is null ? [] : Array.FindAll(EventIds, static id => id != 0);
            Array.Sort(sorted);
            return Interlocked.CompareExchange(ref _sortedEventIds, sorted, comparand: null) ?? sorted;
        }
    }

    /// <summary>The rows of a live bucket at this moment. Any thread may ask while the owner goes on applying.</summary>
    public static BucketView Of(Bucket bucket, SiteSymbols symbols, BucketLimits limits)
    {
        LiveView.Make(bucket.Snapshot(), symbols, limits, out BucketView view);
        return view;
    }

    /// <summary>The column's ordinals in <see cref="Symbols"/>, one for each row. Decoded at the first call.</summary>
    /// <exception cref="InvalidDataException">The stored column is malformed although its checksum fits: a defect of the writer.</exception>
    public int[] Codes(Column column) => Decoded(column).Ordinals;

    /// <summary>Whether values of a dimension were folded into <c>(other)</c>. Decodes the column.</summary>
    /// <param name="column">The column that holds the dimension; not <see cref="Column.Props"/>.</param>
    /// <param name="field">For client and origin, the field, counted from 0 in the order of the section; else 0.</param>
    public bool IsFolded(Column column, int field = 0) => Decoded(column).Folds?.Has(field) ?? false;

    /// <summary>Whether values of a property were folded into <c>(other)</c>. Decodes the column.</summary>
    /// <param name="key">The property's key in UTF-8.</param>
    public bool IsPropertyFolded(ReadOnlySpan<byte> key) => Decoded(Column.Props).Folds?.Has(key) ?? false;

    internal bool IsDecoded(Column column) => Volatile.Read(ref _columns[(int)column]) is not null;

    internal DecodedColumn Decoded(Column column)
    {
        ref DecodedColumn? slot = ref _columns[(int)column];
        DecodedColumn? known = Volatile.Read(ref slot);
        if (known is not null) return known;
        DecodedColumn decoded = _source.Read(column, Symbols[column], _limits);
        return Interlocked.CompareExchange(ref slot, decoded, comparand: null) ?? decoded;
    }
}
