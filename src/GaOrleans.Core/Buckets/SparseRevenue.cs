namespace GaOrleans.Core.Buckets;

/// <summary>The revenue of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Milli">Thousandths of the currency's unit.</param>
/// <param name="Currency">Three ASCII letters as in <see cref="Hits.HitFields.Currency"/>.</param>
public readonly record struct SparseRevenue(int Row, long Milli, uint Currency);
