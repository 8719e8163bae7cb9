namespace GaOrleans.Core.Buckets;

/// <summary>A column of a view, its codes being ordinals of the site's symbol table.</summary>
/// <param name="Ordinals">One for each row.</param>
/// <param name="Folds">What was folded; null for nothing.</param>
internal sealed record DecodedColumn(int[] Ordinals, FoldReport? Folds)
{
    /// <summary>Decodes a column.</summary>
    public static DecodedColumn Make(ViewSource source, Column column, SymbolTable symbols, BucketLimits limits)
    {
        int[] codes = source.Decode(column, out ColumnValues values);
        FoldReport? folds = null;
        int[]? ordinals = null;
        if (values.Count > limits.KeptIn(column)) ordinals = ColumnFold.Map(column, codes, values, symbols, limits, out folds);
        if (ordinals is null)
        {
            ordinals = new int[values.Count];
            for (int i = 0; i < ordinals.Length; i++) ordinals[i] = symbols.Intern(values[i]);
        }

        for (int row = 0; row < codes.Length; row++) codes[row] = ordinals[codes[row]];
        return new DecodedColumn(codes, folds);
    }
}
