namespace GaOrleans.Core.Buckets;

/// <summary>Counts what the hard limits need, from the moment on that a bucket has as many values as one column may have.</summary>
internal sealed class ValueOverflow
{
    private readonly int[] _distinct = new int[6];

    /// <summary>Starts from the values that are there.</summary>
    public ValueOverflow(in ValueStore values)
    {
        for (int code = 0; code < values.Count; code++) _distinct[(int)values.ColumnOf(code)]++;
    }

    /// <summary>Memory held, in bytes.</summary>
    public static long MemoryBytes => 80;

    /// <summary>Values of hits that were replaced.</summary>
    public long Replaced { get; private set; }

    /// <summary>Whether a column may take one more value.</summary>
    public bool HasRoom(Column column, int most) => _distinct[(int)column] < most;

    /// <summary>Counts a new value.</summary>
    public void CountNew(Column column) => _distinct[(int)column]++;

    /// <summary>Counts a value that became (other).</summary>
    public void CountReplaced() => Replaced++;
}
