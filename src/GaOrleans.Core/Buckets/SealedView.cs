using GaOrleans.Core.Sites;
using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Buckets;

/// <summary>Makes the view of stored bytes. Columns are expanded when asked for.</summary>
internal sealed class SealedView : BucketSource
{
    private readonly BlockReader _blocks;
    private readonly int[] _runStarts;
    private int[]? _names;
    private ColumnValues _nameValues;

    private SealedView(BlockReader blocks, int[] runStarts)
    {
        _blocks = blocks;
        _runStarts = runStarts;
    }

    /// <inheritdoc/>
    public override bool HasEventIds => _blocks.RawBytes(StoredBlocks.EventIds) > 0;

    /// <summary>The rows of a header's blocks.</summary>
    /// <returns>Null when the blocks are malformed.</returns>
    public static SealedView? TryOpen(BlockReader blocks, in StoredHeader header, out ViewRows rows, out RareValues rare)
    {
        rows = new ViewRows([], [0], [], [], [], [], []);
        rare = RareValues.None;
        if (!RowDecoder.TryRead(blocks, header, out ulong[] visitors, out int[] starts, out int[] times)) return null;
        if (blocks.Read(StoredBlocks.Rare) is not { } rareBlock || !RareColumns.TryRead(rareBlock.Span, header.Rows, out rare)) return null;
        var view = new SealedView(blocks, starts);
        if (!ColumnDecoder.TryRead(blocks, Column.Name, starts, out view._names!, out view._nameValues)) return null;
        rows = new ViewRows(visitors, starts, times, view.Flags(rare.SilentRows), rare.Revenue, rare.EngagementMs, rare.ScrollDepth);
        return view;
    }

    /// <summary>The view.</summary>
    public BucketView View(BucketKey key, SiteSymbols symbols, BucketLimits limits, ViewRows rows) =>
        new(key, symbols, limits, rows, this, _blocks.SizeBytes);

    /// <inheritdoc/>
    public override int[] Decode(Column column, out ColumnValues values)
    {
        // The names were read for the flags. They are handed over once: the view keeps what becomes of them.
        if (column == Column.Name && Interlocked.Exchange(ref _names, null) is { } names)
        {
            values = _nameValues;
            return names;
        }

        return ColumnDecoder.TryRead(_blocks, column, _runStarts, out int[] codes, out values) ? codes : throw Malformed(column.ToString());
    }

    /// <inheritdoc/>
    public override ulong[]? EventIds() => EventIdBlock.TryRead(_blocks, _runStarts[^1], out ulong[]? ids) ? ids : throw Malformed("event id");

    private static InvalidDataException Malformed(string column) =>
        new($"cannot read the {column} column of a stored bucket: its checksum fits but its content is malformed; report the defect and replay the bucket");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RowFlags[] Flags(int[] silentRows)
    {
        var ofName = new RowFlags[_nameValues.Count];
        for (int i = 0; i < ofName.Length; i++) ofName[i] = RowFlagRules.Of(_nameValues[i], interactive: true);
        var flags = new RowFlags[_names!.Length];
        for (int row = 0; row < flags.Length; row++) flags[row] = ofName[_names[row]];
        foreach (int row in silentRows) flags[row] &= ~RowFlags.Interactive;
        return flags;
    }
}
