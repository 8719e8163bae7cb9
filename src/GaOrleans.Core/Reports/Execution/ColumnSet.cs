using GaOrleans.Core.Buckets;

namespace GaOrleans.Core.Reports.Execution;

/// <summary>Columns that a plan reads.</summary>
internal readonly record struct ColumnSet(int Bits)
{
    /// <summary>All columns.</summary>
    public static ColumnSet All { get; } = new(63);

    /// <summary>Whether a column is among them.</summary>
    public bool Has(Column column) => (Bits & (1 << (int)column)) != 0;

    /// <summary>These and one more.</summary>
    public ColumnSet With(Column column) => new(Bits | (1 << (int)column));
}
