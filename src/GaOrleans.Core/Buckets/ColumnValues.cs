namespace GaOrleans.Core.Buckets;

/// <summary>The values of one column of one bucket, numbered from 0: slices of one array of bytes.</summary>
/// <param name="bytes">Where the values lie.</param>
/// <param name="starts">Where each starts.</param>
/// <param name="ends">Where each ends.</param>
/// <param name="count">How many there are.</param>
internal readonly struct ColumnValues(byte[] bytes, int[] starts, int[] ends, int count)
{
    /// <summary>How many values there are.</summary>
    public int Count { get; } = count;

    /// <summary>A value.</summary>
    public ReadOnlySpan<byte> this[int index] => bytes.AsSpan(starts[index], ends[index] - starts[index]);
}
