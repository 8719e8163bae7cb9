using System.Runtime.CompilerServices;

namespace GaOrleans.Core.Buckets;

/// <summary>A source that has the columns as a bucket codes them.</summary>
internal abstract class BucketSource : ViewSource
{
    /// <summary>The column in the order of the view's rows.</summary>
    /// <param name="column">Which.</param>
    /// <param name="values">The bucket's values of the column, each used by at least one row.</param>
    /// <returns>For each row the index of its value; the caller may write to the array.</returns>
    public abstract int[] Decode(Column column, out ColumnValues values);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override DecodedColumn Read(Column column, SymbolTable symbols, BucketLimits limits)
    {
        int[] codes = Decode(column, out ColumnValues values);
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
