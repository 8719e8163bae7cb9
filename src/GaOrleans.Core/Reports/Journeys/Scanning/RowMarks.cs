using System.Runtime.CompilerServices;
using GaOrleans.Core.Buckets;
using GaOrleans.Core.Reports.Execution;

namespace GaOrleans.Core.Reports.Journeys.Scanning;

/// <summary>Finds the marks of rows: a bit each. What follows from single columns is looked up by code. Belongs to one thread.</summary>
internal sealed class RowMarks
{
    // Tells a code without marks from one that was not looked at yet.
    private const int Known = 1 << 16;

    private readonly MarkTest[] _tests;
    private readonly Column[] _columns;
    private readonly int[][] _codes;
    private readonly int[][] _tables;
    private readonly int _ofPageviews, _ofOthers, _withRest;
    private readonly Cursor _cursor;
    private RowFlags[] _flags = [];

    /// <summary>Makes it for the marks of a journey.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="cursor">Where the visit and the visitor of rows are found, for marks that depend on them.</param>
    public RowMarks(CompiledJourney journey, Cursor cursor)
    {
        _cursor = cursor;
        _tests = journey.Marks;
        _columns = [.. _tests.SelectMany(test => test.Columns.Select(column => column.Column)).Distinct().Order()];
        _codes = new int[_columns.Length][];
        _tables = new int[_columns.Length][];
        for (int i = 0; i < _columns.Length; i++) _tables[i] = new int[256];
        for (int mark = 0; mark < _tests.Length; mark++)
        {
            _ofPageviews |= 1 << mark;
            if (!_tests[mark].OnlyPageviews) _ofOthers |= 1 << mark;
            if (_tests[mark].Rest.Count > 0) _withRest |= 1 << mark;
        }
    }

    /// <summary>Moves to a view.</summary>
    public void Enter(ViewScan view)
    {
        _cursor.View = view;
        _flags = view.Flags;
        for (int i = 0; i < _columns.Length; i++) _codes[i] = view.Columns[(int)_columns[i]];
    }

    /// <summary>The marks of a row of the view that is no engagement event.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int row)
    {
        int marks = (_flags[row] & RowFlags.Pageview) != RowFlags.None ? _ofPageviews : _ofOthers;
        for (int i = 0; i < _codes.Length; i++)
        {
            int code = _codes[i][row];
            int[] table = _tables[i];
            int known = (uint)code < (uint)table.Length ? table[code] : 0;
            marks &= known != 0 ? known : Learn(i, code);
        }

        return (marks & _withRest) == 0 ? marks : Try(marks, row);
    }

    private int Learn(int column, int code)
    {
        int marks = Known;
        for (int mark = 0; mark < _tests.Length; mark++)
        {
            if (Holds(_tests[mark], _columns[column], code)) marks |= 1 << mark;
        }

        if (code >= _tables[column].Length) Array.Resize(ref _tables[column], (code + 1) * 2);
        _tables[column][code] = marks;
        return marks;
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
