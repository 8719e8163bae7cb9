namespace GaOrleans.Core.Reports.Execution.Tables;

/// <summary>Counts the visits of a slice in a short way. Belongs to one thread.</summary>
internal interface IVisitLoop
{
    /// <summary>Counts visits of the slice that the reader is at; those not active in the range are passed over.</summary>
    /// <param name="selected">Which visits, ascending; null for all.</param>
    /// <param name="left">Visitors to leave out; empty for none.</param>
    void Count(int[]? selected, ReadOnlySpan<bool> left);

    /// <summary>Puts what it counted into the tree, after the last slice.</summary>
    void Finish();
}
