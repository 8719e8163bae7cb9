namespace GaOrleans.Core.Buckets;

/// <summary>The value of a row in a column that few rows have.</summary>
/// <param name="Row">The row.</param>
/// <param name="Value">Its value.</param>
public readonly record struct SparseValue(int Row, int Value);
