namespace GaOrleans.Core.Buckets;

/// <summary>A column of a view, its codes being ordinals of the site's symbol table.</summary>
/// <param name="Ordinals">One for each row.</param>
/// <param name="Folds">What was folded; null for nothing.</param>
internal sealed record DecodedColumn(int[] Ordinals, FoldReport? Folds);
