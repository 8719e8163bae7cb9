namespace GaOrleans.Core.Buckets;

/// <summary>What stands before the blocks of a stored bucket.</summary>
/// <param name="Sealed">Whether the form is sealed, not open.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Runs">Number of visitors.</param>
/// <param name="Duplicates">Hits received that are no rows.</param>
/// <param name="RiceBits">Parameter of the visitors' code.</param>
internal readonly record struct StoredHeader(bool Sealed, int Rows, int Runs, long Duplicates, int RiceBits);
