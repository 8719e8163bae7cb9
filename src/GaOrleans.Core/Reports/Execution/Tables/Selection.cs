namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>The visits of a table that are active in a range and fulfil a condition, slice by slice as they are first asked for. Safe for concurrent use.</summary>
/// <param name="key">The range and condition (<see cref="FilterKey"/>).</param>
/// <param name="slices">Number of slices.</param>
internal sealed class Selection(string key, int slices)
{
    private readonly SelectedVisits?[] _visits = new SelectedVisits?[slices];
    private long _visitBytes;

    /// <summary>The range and condition.</summary>
    public string Key => key;

    /// <summary>Memory that it takes, in bytes.</summary>
    public long SizeBytes => 200 + (2L * key.Length) + (8L * slices) + Interlocked.Read(ref _visitBytes);

    /// <summary>The visits of a slice; null when they have not been found yet.</summary>
    public SelectedVisits? Of(int slice) => Volatile.Read(ref _visits[slice]);

    /// <summary>Notes the visits of a slice. Whoever finds them finds the same.</summary>
    public void Note(int slice, SelectedVisits visits)
    {
        if (Interlocked.CompareExchange(ref _visits[slice], visits, null) is null) Interlocked.Add(ref _visitBytes, visits.SizeBytes);
    }
}
