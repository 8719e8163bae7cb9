using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;

namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>Finds the marks of rows: a bit each, none for engagement events. What follows from single columns is looked up by code. Belongs to one thread.</summary>
internal sealed class RowMarks
{
    /// <summary>Bytes that follow the marks of many rows.</summary>
    public const int Padding = 16;

    // Tells a code without marks from one that was not looked at yet. There are at most eight marks.
    private const ushort Known = 1 << 15;

    private const int FlagValues = 8;

    private readonly MarkTest[] _tests;
    private readonly Column[] _columns;
    private readonly int[][] _codes;
    private readonly ushort[][] _tables;
    private readonly ushort[] _ofFlags = new ushort[FlagValues];
    private readonly int _withRest;
    private readonly SiteSymbols _symbols;
    private readonly Cursor _cursor;
    private ViewScan? _view;
    private byte[] _marks = [];
    private RowFlags[] _flags = [];

    /// <summary>Makes it for the marks of a journey.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="cursor">Where the visit and the visitor of rows are found, for marks that depend on them.</param>
    public RowMarks(CompiledJourney journey, Cursor cursor)
    {
        _cursor = cursor;
        _symbols = journey.Symbols;
        _tests = journey.Marks;
        _columns = [.. _tests.SelectMany(test => test.Columns.Select(column => column.Column)).Distinct().Order()];
        _codes = new int[_columns.Length][];
        _tables = [.. _columns.Select(_ => Array.Empty<ushort>())];
        for (int mark = 0; mark < _tests.Length; mark++)
        {
            for (int flags = 0; flags < FlagValues; flags++)
            {
                if (MayBear(_tests[mark], (RowFlags)flags)) _ofFlags[flags] |= (ushort)(1 << mark);
            }

            if (_tests[mark].Rest.Count > 0) _withRest |= 1 << mark;
        }
    }

    /// <summary>Moves to a view.</summary>
    public void Enter(ViewScan view)
    {
        _cursor.View = view;
        if (ReferenceEquals(_view, view)) return;
        _view = view;
        _flags = view.Flags;
        for (int i = 0; i < _columns.Length; i++)
        {
            _codes[i] = view.Columns[(int)_columns[i]];
            // The view is decoded, so its codes are below the number of symbols.
            int symbols = _symbols[_columns[i]].Count;
            if (_tables[i].Length < symbols) Array.Resize(ref _tables[i], symbols + (symbols / 4));
        }
    }

    /// <summary>The marks of a row of the view.</summary>
    public int Of(int row)
    {
        int marks = _ofFlags[(int)_flags[row]];
        for (int i = 0; i < _codes.Length && marks != 0; i++)
        {
            int code = _codes[i][row], known = _tables[i][code];
            marks &= known != 0 ? known : Learn(i, code);
        }

        return (marks & _withRest) == 0 ? marks : Try(marks, row);
    }

    /// <summary>
    /// The marks of rows of the view, column after column, which is faster for many. Followed by <see cref="Padding"/> bytes without meaning,
    /// so that many can be looked at at once. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<byte> Of(int startRow, int endRow)
    {
        int count = endRow - startRow;
        if (_marks.Length < count + Padding) _marks = new byte[(count * 2) + Padding];
        Span<byte> marks = _marks.AsSpan(0, count);
        Begin(marks, _flags.AsSpan(startRow, count), startRow);
        for (int column = 2; column < _codes.Length; column++) Restrict(marks, _codes[column].AsSpan(startRow, count), column);
        for (int i = 0; _withRest != 0 && i < marks.Length; i++)
        {
            if ((marks[i] & _withRest) != 0) marks[i] = (byte)Try(marks[i], startRow + i);
        }

        return _marks.AsSpan(0, count + Padding);
    }

    // Two columns at once: most journeys are about pages and names. In its caller the loop would run out of registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Begin(Span<byte> marks, ReadOnlySpan<RowFlags> flags, int startRow)
    {
        ref ushort ofFlags = ref MemoryMarshal.GetArrayDataReference(_ofFlags);
        if (_codes.Length == 0)
        {
            for (int i = 0; i < marks.Length && i < flags.Length; i++) marks[i] = (byte)Unsafe.Add(ref ofFlags, (int)flags[i] & (FlagValues - 1));
            return;
        }

        int other = _codes.Length > 1 ? 1 : 0;
        ref ushort firstTable = ref MemoryMarshal.GetArrayDataReference(_tables[0]), otherTable = ref MemoryMarshal.GetArrayDataReference(_tables[other]);
        ReadOnlySpan<int> firstCodes = _codes[0].AsSpan(startRow, marks.Length), otherCodes = _codes[other].AsSpan(startRow, marks.Length);
        for (int i = 0; i < marks.Length && i < flags.Length && i < firstCodes.Length && i < otherCodes.Length; i++)
        {
            int known = Unsafe.Add(ref firstTable, firstCodes[i]) & Unsafe.Add(ref otherTable, otherCodes[i]);
            if ((known & Known) == 0) known = Learn(0, firstCodes[i]) & Learn(other, otherCodes[i]);
            marks[i] = (byte)(known & Unsafe.Add(ref ofFlags, (int)flags[i] & (FlagValues - 1)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Restrict(Span<byte> marks, ReadOnlySpan<int> codes, int column)
    {
        ref ushort table = ref MemoryMarshal.GetArrayDataReference(_tables[column]);
        for (int i = 0; i < marks.Length && i < codes.Length; i++)
        {
            ushort known = Unsafe.Add(ref table, codes[i]);
            if (known == 0) known = Learn(column, codes[i]);
            marks[i] &= (byte)known;
        }
    }

    private static bool MayBear(MarkTest test, RowFlags flags) =>
        (flags & RowFlags.Engagement) == RowFlags.None && (!test.OnlyPageviews || (flags & RowFlags.Pageview) != RowFlags.None);

    private ushort Learn(int column, int code)
    {
        ushort marks = Known;
        for (int mark = 0; mark < _tests.Length; mark++)
        {
            if (Holds(_tests[mark], _columns[column], code)) marks |= (ushort)(1 << mark);
        }

        return _tables[column][code] = marks;
    }

    private static bool Holds(MarkTest test, Column column, int code)
    {
        foreach ((Column tested, ValueTest values) in test.Columns)
        {
            if (tested == column && !values.Holds(code)) return false;
        }

        return true;
    }

    private int Try(int marks, int row)
    {
        _cursor.Row = row;
        for (int mark = 0; mark < _tests.Length; mark++)
        {
            int bit = 1 << mark;
            if ((marks & _withRest & bit) == 0) continue;
            foreach (Condition condition in _tests[mark].Rest)
            {
                if (condition.Holds(_cursor)) continue;
                marks &= ~bit;
                break;
            }
        }

        return marks;
    }
}
