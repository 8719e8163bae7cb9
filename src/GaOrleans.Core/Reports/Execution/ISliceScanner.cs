namespace GaOrleans.Core.Reports.Execution;

/// <summary>Counts slices of the visitor id space, one after another. Belongs to one thread.</summary>
internal interface ISliceScanner
{
    /// <summary>Counts the visitors of a slice.</summary>
    void Scan(int slice);
}
