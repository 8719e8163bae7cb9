namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>The visits of a table that are active in a range and fulfil a condition, slice by slice as they are first asked for. Safe for concurrent use.</summary>
/// <param name="key">The range and condition (<see cref="FilterKey"/>).</param>
/// <param name="slices">Number of slices.</param>
internal sealed class Selection(string key, int slices)
{
    private readonly SelectedVisits?[] _visits = new SelectedVisits?[slices];

    /// <summary>The range and condition.</summary>
    public string Key => key;

    /// <summary>Memory that it takes, in bytes.</summary>
    public long SizeBytes
    {
        get
        {
            long visits = 0;
            foreach (SelectedVisits? slice in _visits) visits += slice?.SizeBytes ?? 0;
            return 200 + (2L * key.Length) + (8L * slices) + visits;
        }
    }

    /// <summary>The visits of a slice; null when they have not been found yet.</summary>
    public SelectedVisits? Of(int slice) => Volatile.Read(ref _visits[slice]);

    /// <summary>Notes the visits of a slice. Whoever finds them finds the same.</summary>
    public void Note(int slice, SelectedVisits visits) => Volatile.Write(ref _visits[slice], visits);
}
