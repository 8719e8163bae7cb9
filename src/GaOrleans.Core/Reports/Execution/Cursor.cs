using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>The visitor, visit and event that conditions are tried on. Belongs to one thread.</summary>
internal sealed class Cursor(int doneConditions)
{
    /// <summary>The view of the event.</summary>
    public ViewScan View = null!;

    /// <summary>The event's row.</summary>
    public int Row;

    /// <summary>The codes of the visit, by <see cref="VisitCode"/>.</summary>
    public int[] VisitCodes { get; } = [-1, -1, -1, -1, -1, -1];

    /// <summary>For each <see cref="DoneCondition"/> whether the visitor has such an event.</summary>
    public bool[] Done { get; } = new bool[doneConditions];

    /// <summary>Kind of the event.</summary>
    public RowFlags Flags => View.Flags[Row];

    /// <summary>The event's code in a column.</summary>
    public int CodeOf(Column column) => View.Columns[(int)column][Row];
}
